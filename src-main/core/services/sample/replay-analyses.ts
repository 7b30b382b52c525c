// The sample town's model school: what its members wrote of themselves, how it was read, shown and voted on.
import * as z from 'zod'
import {
  exemptFromWritingOf,
  ON_PAPER,
  type AnalysisBallots,
  type AnalysisInput,
  type ReturnReason,
  type Sections,
} from '#shared/rules/analysis-action.ts'
import { write, type Context, type Trx } from '../../context.ts'
import type { Journal } from '../../db/journal.ts'
import { actWithin, ensureAnalysis } from '../analyses/act.ts'
import { plainInput } from '../analyses/branch.ts'
import { analysisOf, peopleOf, type Person } from '../analyses/store.ts'
import type { Replay } from './replays.ts'

const Story = z.object({
  group: z.object({ members: z.array(z.object({ name: z.string(), units: z.array(z.string()) })) }),
  organisations: z.array(z.object({ shortName: z.string(), secretary: z.string().nullable() })),
  modelSchool: z.object({
    unit: z.string(),
    steps: z.array(
      z.object({ step: z.string(), from: z.string(), to: z.string(), place: z.string().optional() }),
    ),
    analysisPoll: z.array(
      z.object({
        member: z.string(),
        level: z.string(),
        content: z.number().int(),
        valid: z.number().int(),
        invalid: z.number().int(),
        note: z.string(),
      }),
    ),
  }),
})
type Story = z.infer<typeof Story>
type Told = Story['modelSchool']['analysisPoll'][number]

const PAPER: Sections = { gains: ON_PAPER, problems: ON_PAPER, roots: ON_PAPER, direction: ON_PAPER }

/** Words of a few papers, so that versions can be read side by side. */
const SUMMARY: Sections = {
  gains: '一年来担任初二语文教学，完成了教学任务，期末成绩居年级前列，辅导学生作文两人次获奖。',
  problems: '工作量较大，有时身体疲劳。',
  roots: '',
  direction: '今后继续努力，争取更大成绩。',
}
const MENDED: Sections = {
  gains: '通过学习，对党员先进性的要求有了新的认识，完成集中学习46学时，写心得2篇。',
  problems: '备课依赖往年教案，新课标学得不深；对后进学生耐心不够，有过在课堂上高声训斥的情况。',
  roots: '满足于过得去，把成绩当作交代；宗旨意识不牢，没有把每一个学生放在心上。',
  direction: '九月份起每周重写两课教案，请教研组检查；与班上四名后进学生结对，每周谈话一次。',
}
const COMMON: Sections = {
  gains: '参加了全部集中学习，提高了思想认识，增强了党员意识。',
  problems: '理论学习不够系统，联系实际不够紧密；工作中创新意识不强，满足于完成任务。',
  roots: '世界观改造抓得不紧，对自己要求不够严格。',
  direction: '今后加强学习，改进作风，认真履行党员义务。',
}
const THIN: Sections = {
  gains: '参加学习较好，按时完成作业，写心得2篇。',
  problems: '家校联系少，全学期家访只有3户；对年轻教师帮带不主动。',
  roots: '怕麻烦，觉得教好自己的课就行了。',
  direction: '下学期家访不少于20户，与一名年轻教师结对听课。',
}

const RETURNS: readonly {
  readonly reason: ReturnReason
  readonly first: Sections
  readonly mended: Sections
}[] = [
  { reason: '以工作总结代替', first: SUMMARY, mended: MENDED },
  {
    reason: '以工作总结代替',
    first: { ...SUMMARY, gains: '担任初三数学教学和班主任，升学率比上年提高。' },
    mended: THIN,
  },
  { reason: '没有根源', first: { ...THIN, roots: '' }, mended: PAPER },
  { reason: '雷同', first: COMMON, mended: PAPER },
]

interface Cast {
  readonly person: Person
  readonly told: Told | null
  readonly isOral: boolean
  readonly returned: (typeof RETURNS)[number] | null
  readonly text: Sections
}

/** 党员甲 is the secretary, 党员己 on probation; the others of the story are the next full members of the roster. */
function castOf(people: readonly Person[], told: readonly Told[], secretary: string): Cast[] {
  const left = [...people]
  const take = (wanted: (person: Person) => boolean): Person | undefined => {
    const at = left.findIndex(wanted)
    return at < 0 ? left.shift() : left.splice(at, 1)[0]
  }
  const isPlain = (person: Person): boolean =>
    person.kind === '正式' && person.post === '' && exemptFromWritingOf(person.categories).length === 0
  const roles = told.map((each) => ({
    told: each,
    person:
      each.level === '党员领导干部'
        ? take(({ name }) => name === secretary)
        : each.level === '预备党员'
          ? take(({ kind }) => kind === '预备')
          : take(isPlain),
  }))
  const toldOf = new Map(
    roles.flatMap(({ person, told: each }) => (person ? [[person.id, each] as const] : [])),
  )
  const oral = new Set(
    left
      .filter(({ categories }) => exemptFromWritingOf(categories).length > 0)
      .slice(0, ORAL)
      .map(({ id }) => id),
  )
  const rest = left.filter((person) => isPlain(person) && !oral.has(person.id))
  const returnedOf = new Map(RETURNS.map((each, i) => [rest[i]?.id ?? '', each] as const))
  const twin = rest[RETURNS.length]?.id
  return people.map((person) => ({
    person,
    told: toldOf.get(person.id) ?? null,
    isOral: oral.has(person.id),
    returned: returnedOf.get(person.id) ?? null,
    text: person.id === twin ? COMMON : PAPER,
  }))
}

const ORAL = 2

/** 27 to 30 of 30, in turn. */
const usual = (i: number): Told => ({
  member: '',
  level: '',
  content: 27 + (i % 4),
  valid: 30,
  invalid: 0,
  note: '',
})

/** The story tells 满意 and 基本满意 as one; a fifth of them are 基本满意, and one of the others abstained. */
function ballotsOf({ content, valid, invalid }: Told): AnalysisBallots {
  const basic = Math.floor(content / 5)
  const abstained = Math.min(1, valid - content)
  return {
    valid,
    invalid,
    satisfied: content - basic,
    basic,
    dissatisfied: valid - content - abstained,
    abstained,
  }
}

interface Days {
  readonly written: string
  readonly read: string
  readonly shown: { readonly from: string; readonly to: string; readonly place: string }
  readonly meeting: string
  readonly revised: string
  readonly polled: string
}

function daysOf({ modelSchool }: Story): Days {
  const step = (code: string): Story['modelSchool']['steps'][number] => {
    const found = modelSchool.steps.find((each) => each.step === code)
    if (found === undefined) throw new RangeError(`the storyline has no step ${code}`)
    return found
  }
  const shown = step('P2-08')
  return {
    written: step('P2-06').to,
    read: step('P2-07').to,
    shown: { from: shown.from, to: shown.to, place: shown.place ?? '公开栏' },
    meeting: step('P2-09').to,
    revised: step('P2-11').to,
    polled: step('P2-12').to,
  }
}

class School {
  readonly #context: Context
  readonly #journal: Journal
  readonly #trx: Trx
  readonly #days: Days
  readonly #secretary: string
  readonly #supervisor: string

  constructor(
    open: { readonly context: Context; readonly journal: Journal; readonly trx: Trx },
    days: Days,
    secretary: string,
    supervisor: string,
  ) {
    this.#context = open.context
    this.#journal = open.journal
    this.#trx = open.trx
    this.#days = days
    this.#secretary = secretary
    this.#supervisor = supervisor
  }

  async #act(
    person: Person,
    action: AnalysisInput['action'],
    on: string,
    more: Partial<AnalysisInput>,
  ): Promise<void> {
    const input = { ...plainInput(action, on), person: person.name, ...more }
    await actWithin(this.#context, this.#journal, this.#trx, person, input)
  }

  /** The secretary reads all but his own; those of the committee are read by the group as well. */
  #readerOf(person: Person): string {
    return person.post === '' ? this.#secretary : this.#supervisor
  }

  async #write({ person, isOral, returned, text }: Cast, i: number): Promise<void> {
    const { written, read } = this.#days
    const chars = isOral ? null : 2600 + ((i * 137) % 900)
    if (isOral)
      await this.#act(person, '批准口述', written, {
        person: this.#secretary,
        category: exemptFromWritingOf(person.categories)[0] ?? '',
        text: '书写有困难，由支部派人代笔记录。',
      })
    const reader = this.#readerOf(person)
    if (returned !== null) {
      await this.#act(person, '交稿', written, { sections: returned.first, chars: 1200 })
      await this.#act(person, '退回', written, { person: reader, reasons: [returned.reason] })
    }
    await this.#act(person, '交稿', returned === null ? written : read, {
      sections: returned?.mended ?? text,
      chars,
    })
    await this.#act(person, '通过', read, { person: reader, text: '问题找得准，同意。' })
  }

  async #show(person: Person): Promise<void> {
    const { shown, meeting } = this.#days
    const row = await ensureAnalysis(this.#journal, this.#trx, person)
    await this.#journal.change('analysis', row.id, {
      public_from: shown.from,
      public_to: shown.to,
      public_range: '本支部党员、教职工',
      public_form: `${shown.place}张贴`,
      meeting_on: meeting,
    })
  }

  async #poll({ person, told }: Cast, i: number): Promise<void> {
    const { polled, revised } = this.#days
    const counted = told ?? usual(i)
    const row = await ensureAnalysis(this.#journal, this.#trx, person)
    if (counted.valid === 0) {
      await this.#journal.change('analysis', row.id, {
        unpolled_reason: '住院，未组织测评',
        valid: 0,
        satisfied: 0,
        basic: 0,
        dissatisfied: 0,
        abstained: 0,
      })
      return
    }
    const isPassed = counted.content * 100 >= 70 * counted.valid
    const signed = { person: this.#supervisor }
    await this.#act(person, '测评', polled, {
      ...signed,
      ballots: ballotsOf(counted),
      text: pollNote(counted),
    })
    await this.#act(person, isPassed ? '定为合格' : '定为重写', polled, signed)
    if (isPassed) await this.#act(person, '交修改稿', revised, { sections: PAPER })
    else await this.#keepRevised(person)
    if (!isPassed) await this.#planHelp(person, counted)
  }

  /** Handed in after the meeting like all others, although the vote now asks for a new paper. */
  async #keepRevised(person: Person): Promise<void> {
    const row = await ensureAnalysis(this.#journal, this.#trx, person)
    const version = row.version + 1
    await this.#journal.add('analysis_version', {
      analysis_id: row.id,
      version,
      kind: '会后修改稿',
      submitted_on: this.#days.revised,
      chars: null,
      ...PAPER,
      reviewer: null,
      reviewed_on: null,
      result: null,
      reasons: '[]',
      comment: '',
    })
    await this.#journal.change('analysis', row.id, { version })
  }

  /** One of the two has his helper already. */
  async #planHelp(person: Person, { note }: Told): Promise<void> {
    const day = /(\d+)月(\d+)日谈话/u.exec(note)
    if (day === null) return
    const row = await analysisOf(this.#trx, person.id)
    const [, month = '', date = ''] = day
    const plannedOn = `${this.#days.polled.slice(0, 4)}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
    if (row !== undefined)
      await this.#journal.change('analysis', row.id, { helper: this.#secretary, help_planned_on: plannedOn })
  }

  async tell(cast: readonly Cast[]): Promise<void> {
    for (const [i, each] of cast.entries()) {
      await this.#write(each, i)
      await this.#show(each.person)
      await this.#poll(each, i)
    }
  }
}

/** Only what explains the ballots stays with the round. */
const pollNote = ({ note }: Told): string => note.split(/[；，]/u).find((part) => part.includes('另组')) ?? ''

export const replayAnalyses: Replay = async (context, raw, idOf) => {
  const story = Story.parse(raw)
  const { unit, analysisPoll } = story.modelSchool
  const orgId = idOf(unit)
  const secretary = story.organisations.find(({ shortName }) => shortName === unit)?.secretary ?? ''
  const supervisor = story.group.members.find(({ units }) => units.includes(unit))?.name ?? ''
  const people = await peopleOf(context.db.read, orgId)
  const cast = castOf(people, analysisPoll, secretary)
  await write(
    context,
    (journal, trx) => new School({ context, journal, trx }, daysOf(story), secretary, supervisor).tell(cast),
    { reason: '示例数据' },
  )
}
