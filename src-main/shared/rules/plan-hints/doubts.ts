// Passages of a plan's text worth a second look, each with the number of the ground it belongs to.
import type { RefusalKey } from '../../campaign/types.ts'
import { isOpenQuestion } from './guarantees.ts'
import { isStock, otherNamesIn } from './practical.ts'
import { isGeneral } from './theme.ts'
import type { Doubt, HintSetting, PlanContent } from './types.ts'

interface Sentence {
  readonly start: number
  readonly end: number
  readonly text: string
}

const sentencesOf = (text: string): Sentence[] =>
  Array.from(text.matchAll(/[^。；\n]+[。；]?/gu), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
  }))

const WHENEVER = /适时|择机|(?:时间|日期)待定|另行(?:安排|通知)|自行(?:安排|掌握)/u
const PART_OF_MONTH = /月[上中下]旬|月初|月底/u

type Test = (sentence: string) => boolean
interface Question {
  readonly refusal: RefusalKey
  readonly note: string
  readonly isAsked: Test
}

function questionsOn(plan: PlanContent, setting: HintSetting): readonly Question[] {
  const names = otherNamesIn(plan.text, setting)
  // 七月下旬 in the text does no harm where the schedule has the day.
  const isVague = plan.steps.some(({ start }) => start === null)
  return [
    { refusal: 'r1', note: '出现别的单位名称', isAsked: (said) => names.some((name) => said.includes(name)) },
    { refusal: 'r1', note: '套话，看不出是本单位的问题', isAsked: isStock },
    {
      refusal: 'r2',
      note: '没有写到日',
      isAsked: (said) => WHENEVER.test(said) || (isVague && PART_OF_MONTH.test(said)),
    },
    { refusal: 'r3', note: '主题笼统', isAsked: (said) => said.includes('主题') && isGeneral(said) },
    {
      refusal: 'r4',
      note: '没有落实',
      isAsked: (said) => /经费|场所|场地/u.test(said) && isOpenQuestion(said),
    },
    { refusal: 'r4', note: '没有责任人和时间', isAsked: (said) => said.includes('加强领导、提高认识') },
  ]
}

/** Sentences in question, in the order of the text; the first question that fits a sentence is the one asked. */
export function doubtsIn(plan: PlanContent, setting: HintSetting): readonly Doubt[] {
  const questions = questionsOn(plan, setting)
  return sentencesOf(plan.text).flatMap(({ start, end, text }) => {
    const asked = questions.find((question) => question.isAsked(text))
    return asked === undefined ? [] : [{ start, end, refusal: asked.refusal, note: asked.note }]
  })
}
