import type { Content } from '../../src/core/message.ts'
import type { Answers } from '../../src/core/flow-state.ts'
import { holds } from '../../src/flow/index.ts'
import type { Asked } from '../../src/flow/index.ts'

/** A right answer to a step as somebody would type or choose it; `secret` is what must not be seen where the step is sensitive. */
export const answerTo = (step: Asked, answers: Answers): { readonly content: Content; readonly secret: string } => {
  const typed = (text: string) => ({ content: { kind: 'text', text } as const, secret: text })
  const { field } = step
  switch (field.kind) {
    case 'name':
    case 'signature':
      return typed('王小明')
    case 'resident-id':
      return typed('370285199001011238')
    case 'document-number':
      return typed('E12345678')
    case 'birth-date':
      return typed('1990年1月1日')
    case 'mobile':
    case 'phone':
      return typed('13800138000')
    case 'date':
      return typed(field.range === 'future' ? '2027年3月5日' : '2026年3月5日')
    case 'date-span':
      return typed('2026年1月5日到2026年3月5日')
    case 'money':
      return typed('7891元')
    case 'integer':
      return typed(String(Math.min(Math.max(field.min, 3), field.max)))
    case 'percentage':
      return typed('50%')
    case 'choice':
    case 'choices': {
      const first = field.options.find((option) => !option.when || holds(option.when, answers))
      return { content: { kind: 'choice', value: first?.value ?? '', label: first?.label ?? '' }, secret: first?.label ?? '' }
    }
    case 'yes-no':
    case 'consent':
      return { content: { kind: 'choice', value: 'yes', label: '是' }, secret: '' }
    case 'village':
      return typed('店埠镇东庄头村')
    case 'town':
      return typed('店埠镇')
    case 'address':
      return typed('店埠镇东庄头村18号')
    case 'location':
      return typed('村东头大槐树下')
    case 'long-text':
      return typed('他从去年三月开始一直不给，找了好几回都没有用，打电话也不接，我要求他马上给。')
    case 'files':
      return typed('跳过')
    case 'listed':
      return typed('下周三下午')
    case 'text':
      return typed('白天打我姐的电话')
    case 'stop':
      return typed('好')
  }
}
