import { clausesOf, supposes } from './clause.ts'

const KIND = '(?:过|下|任何|什么|啥|个|份|书面|劳动|正式|用工|纸质|的)*合同'
/** 没签合同, 合同也没签, 没有合同, 老板不跟我签合同. */
const UNSIGNED = new RegExp(
  [
    `(?:没有?|未)(?:[跟和与给同]\\p{Script=Han}{1,5})?(?:签订?|订|写)${KIND}`,
    `(?:不[跟和与给同]\\p{Script=Han}{1,5}|不肯|不愿意?|拒绝|(?:老板|公司|单位|厂里?|工头|工地)(?:一直|就是|也|都)?不)(?:签订?|订)${KIND}`,
    '合同(?:也|都|一直|从来|就|至今|到现在|还)*(?:没有?|未|不给)(?:[跟和与给同]\\p{Script=Han}{1,3})?(?:签|订)(?!字)',
    '(?:没有?|无)(?:任何|书面|劳动|正式|用工)*合同(?!上|里|约定|规定|期)',
    '合同(?:也|都)没有',
  ].join('|'),
  'u',
)
/** 签了合同, 签过三年合同, 合同签了, 有合同. */
const SIGNED = new RegExp(
  [
    `(?<!没|不|未|没有|签)(?:签订?|订)(?:了|过|好了?|的是|有)(?:[一二两三四五六七八九十\\d]{1,2}年|\\p{Script=Han}{0,4})${KIND}`,
    '合同(?:是|都|也|早就|早|已经|当时|倒是)*(?:签了|签过|签订了|签好了|订了)(?!没)',
    '(?<!没|要|得|需|需要|应|应该|只|必须|才)有(?:书面|劳动|正式|用工)*合同(?!纠纷|上|期|诈骗)',
  ].join('|'),
  'u',
)
const ASKED = /签没签|签不签|有没有|有无|要不要|该不该|用不用|是不是|是否|必须|应该|怎么签|咋签|合同(?:了|过)?(?:吗|么|没有?|没)$/u
const WANTED = /(?:想|要|准备|打算|让|叫|逼|催)(?:我|俺|我们|他|再)?(?:们)?(?:去|再)?签/u

/** Whether somebody says that there is a signed contract: true, false, or undefined where it is not told, only asked or supposed, or told both ways. */
export const toldContract = (text: string): boolean | undefined => {
  const told = new Set(clausesOf(text).flatMap(readClause))
  return told.size === 1 ? [...told][0] : undefined
}

const readClause = (clause: string): readonly boolean[] => {
  if (supposes(clause) || /签没签|签不签|有没有签?|有无|是不是没|是否/u.test(clause)) return []
  if (UNSIGNED.test(clause)) return /合同(?:吗|么)$/u.test(clause) ? [] : [false]
  if (ASKED.test(clause) || WANTED.test(clause)) return []
  return SIGNED.test(clause) ? [true] : []
}
