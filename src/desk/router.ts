import type { Taken } from './decide.ts'
import { take } from './decide.ts'
import { calendarRoute } from './routes/calendar.ts'
import { caseworkRoute } from './routes/casework.ts'
import { commandRoute } from './routes/command.ts'
import { correctionRoute } from './routes/correction.ts'
import type { Route, RouteContext } from './routes/context.ts'
import { complaintRoute } from './routes/complaint.ts'
import { confirmRoute } from './routes/confirm.ts'
import { counselRoute } from './routes/counsel.ts'
import { doorRoute } from './routes/door.ts'
import { feedbackRoute } from './routes/feedback.ts'
import { flowRoute } from './routes/flow.ts'
import { gridRoute } from './routes/grid.ts'
import { handoffRoute } from './routes/handoff.ts'
import { internalRoute } from './routes/internal.ts'
import { communityCorrectionRoute } from './routes/community-correction.ts'
import { linkRoute } from './routes/link.ts'
import { matterRoute } from './routes/matter.ts'
import { mediationRoute } from './routes/mediation.ts'
import { publicityRoute } from './routes/publicity.ts'
import { quizRoute } from './routes/quiz.ts'
import { questionRoute } from './routes/question.ts'
import { referralRoute } from './routes/referral.ts'
import { inviteRoute } from './routes/invite.ts'
import { workRoute } from './routes/work.ts'
import { returnRoute } from './routes/return-code.ts'
import { safetyRoute } from './routes/safety.ts'
import { screeningRoute } from './routes/screening.ts'
import { taskRoute } from './routes/task.ts'
import { unlinkRoute } from './routes/unlink.ts'

/** In this order; the first that takes the message wins. Matching against the knowledge base comes last. */
const ROUTES: readonly Route[] = [
  internalRoute,
  safetyRoute,
  inviteRoute,
  linkRoute,
  calendarRoute,
  unlinkRoute,
  returnRoute,
  screeningRoute,
  mediationRoute,
  communityCorrectionRoute,
  correctionRoute,
  complaintRoute,
  referralRoute,
  publicityRoute,
  workRoute,
  matterRoute,
  taskRoute,
  caseworkRoute,
  quizRoute,
  counselRoute,
  gridRoute,
  confirmRoute,
  doorRoute,
  commandRoute,
  handoffRoute,
  flowRoute,
  feedbackRoute,
  questionRoute,
]

/** Decides a message by the first route that takes it. A message that none takes changes nothing. */
export const route = (context: RouteContext): Taken => {
  for (const ask of ROUTES) {
    const decision = ask(context)
    if (decision.kind === 'take') return decision
  }
  return take('question', context.snapshot.conversation.state, [])
}
