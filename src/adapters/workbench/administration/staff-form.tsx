import type { FC } from 'hono/jsx'
import { staffRoles } from '../../../core/staff-role.ts'
import { DeskForm } from '../frame.tsx'
import type { AdministrationDeps, StaffEntry } from './administration-deps.ts'
import { ADMINISTRATION } from './index-page.tsx'

/** A member of the staff: a new one where `id` is empty, else their name, role and office. */
export const StaffForm: FC<{ readonly deps: AdministrationDeps; readonly entry: StaffEntry }> = ({
  deps: { texts, frame, roster },
  entry: { id, name, role, officeId },
}) => (
  <DeskForm action={`${ADMINISTRATION}/users/staff`}>
    <input type="hidden" name="id" value={id} />
    <label>
      {texts('staff.name')}
      <input name="name" value={name} required maxlength={30} />
    </label>
    <label>
      {texts('staff.role')}
      <select name="role">
        {staffRoles.map((one) => (
          <option value={one} selected={one === role}>
            {frame(`role.${one}`)}
          </option>
        ))}
      </select>
    </label>
    <label>
      {texts('staff.office')}
      <select name="officeId">
        <option value="">{texts('staff.no-office')}</option>
        {roster().offices.map((office) => (
          <option value={office.id} selected={office.id === officeId}>
            {office.name}
          </option>
        ))}
      </select>
    </label>
    <button type="submit" class="main">
      {texts('staff.save')}
    </button>
  </DeskForm>
)
