import type { Cipher } from '../../ports/cipher.ts'
import type { DeskAccounts } from '../../ports/desk-accounts.ts'
import type { DeskAdministration } from '../../ports/desk-administration.ts'
import type { Talks } from '../../ports/desk-talks.ts'
import type { DeskAnswers } from '../../ports/desk-answers.ts'
import type { DeskCases } from '../../ports/desk-cases.ts'
import type { DeskFigures } from '../../ports/desk-figures.ts'
import type { DeskOffers } from '../../ports/desk-offers.ts'
import type { DeskTasks } from '../../ports/desk-tasks.ts'
import { createDeskAccounts } from './desk-accounts.ts'
import { createDeskAdministration } from './desk-administration.ts'
import { createDeskAnswers } from './desk-answers.ts'
import { createDeskCases } from './desk-cases.ts'
import { createDeskFigures } from './desk-figures.ts'
import { createDeskOffers } from './desk-offers.ts'
import { createDeskTasks } from './desk-tasks.ts'
import type { SqlDriver } from './driver.ts'
import { createTalks } from './desk-talks.ts'
import { createSealing } from './sealing.ts'

/** What the workbench keeps and reads besides the store on the path of a message, a member a part. */
export type WorkbenchStore = {
  readonly accounts: DeskAccounts
  readonly administration: DeskAdministration
  readonly answers: DeskAnswers
  readonly cases: DeskCases
  readonly tasks: DeskTasks
  readonly talks: Talks
  readonly offers: DeskOffers
  readonly figures: DeskFigures
}

/** The workbench's store over SQL, the same on SQLite and PostgreSQL. */
export const createWorkbenchStore = (driver: SqlDriver, cipher: Cipher): WorkbenchStore => {
  const sealing = createSealing(cipher)
  return {
    accounts: createDeskAccounts(driver, sealing),
    administration: createDeskAdministration(driver, sealing),
    answers: createDeskAnswers(driver, sealing),
    cases: createDeskCases(driver, sealing),
    tasks: createDeskTasks(driver, sealing),
    talks: createTalks(driver, sealing),
    offers: createDeskOffers(driver),
    figures: createDeskFigures(driver, cipher),
  }
}
