// What the speeches say about keeping to policy, shown beside the form it concerns: guidance, never a gate.
import { choice, type Values } from './fields.ts'
import { said } from './limits.ts'
import { defineRule } from './rule.ts'
import { notAssessed, type Source, type Verdict } from './verdict.ts'

export const reminderPlaces = [
  '不合格党员',
  '督导问题',
  '党性分析',
  '领导干部',
  '困难帮扶',
  '学习安排',
  '检查验收',
] as const
export type ReminderPlace = (typeof reminderPlaces)[number]

export interface Reminder {
  readonly place: ReminderPlace
  /** One sentence for the person filling in the form. */
  readonly text: string
  readonly source: Source
}

export const reminders: readonly Reminder[] = [
  {
    place: '不合格党员',
    text: '不单独搞一个组织处理阶段；先做教育帮助，经教育不改的按正常程序处理。',
    source: said('S0', '这次教育活动不单独搞一个组织处理阶段'),
  },
  {
    place: '不合格党员',
    text: '多做教育工作，促使其尽快转为合格党员；材料限内部使用。',
    source: said('S2', '促使他们尽快转化为合格的共产党员'),
  },
  {
    place: '督导问题',
    text: '先核实事实，再定程度；只对事，不给党员个人排名。',
    source: said('S1', '二是要始终坚持正面教育、自我教育为主'),
  },
  {
    place: '督导问题',
    text: '带有苗头性、倾向性的问题，及早提出，及时解决。',
    source: said('S0', '带有苗头性、倾向性的问题'),
  },
  {
    place: '党性分析',
    text: '对不同身份、不同文化程度的党员，不强求一律。',
    source: said('S1', '不要强求一律'),
  },
  {
    place: '领导干部',
    text: '领导干部不是重点，但要以普通党员身份参加，并且带头。',
    source: said('S2', '领导干部不是重点'),
  },
  {
    place: '困难帮扶',
    text: '量力而行，尽力而为，不作办不到的承诺。',
    source: said('S1', '不提不切实际的口号、目标和要求'),
  },
  {
    place: '困难帮扶',
    text: '既解决思想问题，又解决实际困难。',
    source: said('S2', '又要解决党员的实际困难问题'),
  },
  {
    place: '学习安排',
    text: '统筹安排，不影响生产和工作。',
    source: said('S0', '又注意防止影响生产和工作'),
  },
  {
    place: '检查验收',
    text: '能不报的表不报，同一数据只报一次。',
    source: said('S0', '防止加重基层党员和群众的负担'),
  },
]

/** The reminders beside one form. */
export const remindersAt = (place: ReminderPlace): Reminder[] =>
  reminders.filter((reminder) => reminder.place === place)

const form = { place: choice('表单', reminderPlaces) }

/** what to keep in mind at a form; it has no verdict, since nobody is graded by a reminder. */
export function judgeReminders({ place }: Values<typeof form>): Verdict {
  const texts = remindersAt(place).map((reminder) => reminder.text)
  return notAssessed('R-65', texts.join(''), { place, reminders: texts.length })
}

export const reminderRules = [
  defineRule({
    id: 'R-65',
    title: '政策把握（只提示，不判断）',
    fields: form,
    limits: {},
    judge: (input) => judgeReminders(input),
  }),
]
