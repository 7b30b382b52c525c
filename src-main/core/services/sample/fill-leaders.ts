// The sample town's leaders: their contact points and visits as the storyline tells, and what shows the example they set.
import * as z from 'zod'
import { contactPoints } from '#shared/ledgers/contact-points.ts'
import { contactVisits } from '#shared/ledgers/contact-visits.ts'
import { leaderDuties, type dutyItems } from '#shared/ledgers/leader-duties.ts'
import type { PhaseKey } from '#shared/campaign/index.ts'
import type { Values } from '#shared/ledger/ledger.ts'
import { addDays, daysBetween } from '#shared/text/civil-date.ts'
import { write } from '../../context.ts'
import type { Fill, SampleTown } from './fill.ts'
import { sampleRow, workday } from './fill-people.ts'

const StoryLeader = z.object({
  key: z.string(),
  name: z.string(),
  post: z.string(),
  contacts: z.array(z.string()),
  /** Until the day the storyline stands at. */
  visits: z.number().int(),
  lectures: z.number().int(),
})
type StoryLeader = z.infer<typeof StoryLeader>
const Story = z.object({ leaders: z.array(StoryLeader), modelSchool: z.object({ unit: z.string() }) })

const POINTS_SET = '2005-07-06'

const pointRows = (town: SampleTown, leaders: readonly StoryLeader[], model: string): Values[] =>
  leaders.flatMap(({ name, post, contacts }) =>
    contacts.map((unit) => ({
      leader: name,
      post,
      org_id: town.idOf(unit),
      is_demo: unit === model ? '是' : '否',
      since: POINTS_SET,
    })),
  )

interface Visit {
  readonly matters: readonly string[]
  readonly content: string
  readonly problems: string | null
  readonly solved: string | null
}

const LECTURE: Visit = {
  matters: ['上党课', '指导'],
  content: '结合支部实际讲党课，课后看了学习笔记和活动记录。',
  problems: '笔记记得不平衡，个别党员补课没有记录。',
  solved: '请支部逐人核对，一周内补齐。',
}
const OTHERS: readonly Visit[] = [
  {
    matters: ['调研'],
    content: '召开座谈会，听取党员和群众对班子的意见。',
    problems: '群众反映办事公开不够及时。',
    solved: '列入整改，确定公开的时间和地点。',
  },
  {
    matters: ['督促检查', '指导'],
    content: '检查学习时间和考勤，和支部书记一起研究下一步安排。',
    problems: '请假手续不全。',
    solved: '当场指出，当天补办。',
  },
  {
    matters: ['解决问题'],
    content: '带有关办公室到现场，商量解决活动场所和经费。',
    problems: '党员活动室破旧，没有报刊。',
    solved: '镇里补助八百元，已经添置。',
  },
]

/** Days after the storyline's own: one visit a month; whoever had not come is reminded and comes twice. */
const LATER = ['2005-09-06', '2005-10-11', '2005-11-08', '2005-12-06'] as const

/** Days of a leader's visits, those of the storyline first. */
function visitDays({ visits }: StoryLeader, place: number): string[] {
  const told = Array.from({ length: visits }, (_, i) => workday(addDays('2005-07-13', i * 10 + place)))
  const later = LATER.filter((_, i) => visits > 0 || i % 2 === 0).map((day) => workday(addDays(day, place)))
  return [...told, ...later]
}

const visitRows = (town: SampleTown, leaders: readonly StoryLeader[]): Values[] =>
  leaders.flatMap((leader, place) =>
    visitDays(leader, place)
      .filter((day) => day <= town.until)
      .map((day, i): Values => {
        const isLecture = i < Math.max(1, leader.lectures)
        const visit = isLecture ? LECTURE : town.pick(OTHERS, 'visit', leader.key, i)
        return {
          leader: leader.name,
          org_id: town.idOf(leader.contacts[i % leader.contacts.length] ?? ''),
          visited_on: day,
          matters: visit.matters,
          content: visit.content,
          problems: visit.problems,
          solved: visit.solved,
          recorder: '党政办公室',
        }
      }),
  )

type Item = (typeof dutyItems)[number]

/** What is done in each stage, and how it is recorded. */
const ITEMS: readonly (readonly [PhaseKey, Item, string])[] = [
  ['study', '带头学习', '参加支部集中学习并作重点发言，笔记交支部传阅。'],
  ['study', '带头讲党课或作专题报告', '在所在支部讲党课一次，有讲稿和签到。'],
  ['review', '带头查找问题', '自己找出四个方面的问题，在支部会上先讲。'],
  ['review', '带头开展批评与自我批评', '组织生活会上带头自我批评，并对其他同志提出意见。'],
  ['rectify', '带头制定和落实整改措施', '整改措施列出时限，在公开栏公布并逐条对账。'],
  ['rectify', '带头帮助基层解决实际困难和问题', '帮助联系支部解决活动场所和经费，有会议记录。'],
]

/** Who has something missing: a review shall have somebody to name. */
const MISSING: Readonly<Record<string, Item>> = {
  孙大川: '带头开展批评与自我批评',
  雷书恒: '带头帮助基层解决实际困难和问题',
}

/** The storyline's leaders lecture at their contact points; the others in their own branch. */
function dutyRows(town: SampleTown, leaders: readonly StoryLeader[]): Values[] {
  const isTold = (name: string): boolean => leaders.some((leader) => leader.name === name)
  const cadres = town.units.flatMap((unit) =>
    unit.members
      .filter(({ categories }) => categories.includes('党员领导干部'))
      .map((member) => ({ member, unit })),
  )
  return cadres.flatMap(({ member, unit }) =>
    ITEMS.flatMap(([phase, duty, record]): Values[] => {
      const stage = unit.stage(phase)
      const isLecture = duty === '带头讲党课或作专题报告' && isTold(member.name)
      if (stage === null || isLecture || MISSING[member.name] === duty) return []
      const length = Math.max(1, daysBetween(stage.start, stage.end ?? town.until))
      const day = addDays(stage.start, Math.floor((0.3 + town.draw('duty', member.id, duty) * 0.6) * length))
      return [{ org_id: unit.id, member_id: member.id, duty, done_on: day, record }]
    }),
  )
}

export const fillLeaders: Fill = async (context, town) => {
  const { leaders, modelSchool } = Story.parse(town.story)
  const tables = [
    [contactPoints, pointRows(town, leaders, modelSchool.unit)],
    [contactVisits, visitRows(town, leaders)],
    [leaderDuties, dutyRows(town, leaders)],
  ] as const
  await write(
    context,
    async (journal) => {
      for (const [ledger, rows] of tables)
        await journal.addMany(
          ledger.table,
          rows.map((values) => sampleRow(ledger, values)),
        )
    },
    { reason: '示例数据' },
  )
}
