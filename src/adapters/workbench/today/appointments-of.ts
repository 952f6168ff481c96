import { appointmentIn } from '../../../core/appointment.ts'
import type { DeskTask } from '../../../ports/desk-tasks.ts'
import type { Appointment } from './today-deps.ts'

/** Tasks with an hour, in order of time. */
export const appointmentsOf = (tasks: readonly DeskTask[]): readonly Appointment[] =>
  tasks
    .flatMap((task) => {
      const found = appointmentIn(task.answers)
      return found ? [{ task, ...found }] : []
    })
    .sort((a, b) => a.at - b.at)
