// Opinions, feedback and talks of the sample town: the model school as its story tells, the others by the rule of the story.
import * as z from 'zod'
import type { ChannelKind, OpinionObject, TalkKind } from '#shared/rules/opinion-kinds.ts'
import { addDays, daysBetween } from '#shared/text/civil-date.ts'
import { joinNames } from '#shared/text/name-list.ts'
import { write, type Context } from '../../context.ts'
import { uuidV7 } from '../../db/ids.ts'
import type { NewRecord } from '../../db/journal.ts'
import { initialsOf } from '../../ledger/rows.ts'
import { memberNames } from '../ledgers/directories.ts'
import type { Fill, SampleTown, SampleUnit } from './fill.ts'
import { talkPoints, talkProblems, talkSuggestions, themes } from './opinion-words.ts'

const Step = z.object({
  step: z.string(),
  from: z.string(),
  to: z.string(),
  channels: z
    .array(
      z.object({
        name: z.string(),
        held: z.number().optional(),
        people: z.number().optional(),
        issued: z.number().optional(),
        returned: z.number().optional(),
        boxes: z.number().optional(),
        opinions: z.number(),
      }),
    )
    .optional(),
  merged: z.number().optional(),
  subjects: z.record(z.string(), z.number()).optional(),
  withOpinions: z.number().optional(),
  pairs: z.number().optional(),
  groupPeople: z.number().optional(),
})

const Story = z.object({
  modelSchool: z.object({ unit: z.string(), steps: z.array(Step) }),
  reviewPhase: z.array(
    z.object({
      unit: z.string(),
      issued: z.number(),
      returned: z.number(),
      opinions: z.number(),
      merged: z.number(),
      secretaryTalked: z.number(),
    }),
  ),
})
type Story = z.infer<typeof Story>

interface Channel {
  readonly kind: ChannelKind
  readonly from: string
  readonly until: string
  readonly issued: number | null
  readonly returned: number | null
  readonly opinions: number
  readonly scope: string
}

/** All that one unit has to show. */
interface Course {
  readonly channels: readonly Channel[]
  /** 条次 by object. */
  readonly objects: Readonly<Partial<Record<OpinionObject, number>>>
  readonly merged: number
  /** Members something was said about. */
  readonly spokenOf: number
  /** Null while nobody has been told. */
  readonly toldOn: string | null
  /** Members not told and not on record either. */
  readonly forgotten: number
  readonly talkDays: readonly [first: string, last: string]
  readonly secretaryTalked: number
  readonly pairs: number
  readonly groupPeople: number
}

type NewOpinion = NewRecord<'opinion'>
type NewTalk = NewRecord<'talk'>

interface Records {
  readonly channels: NewRecord<'opinion_channel'>[]
  readonly opinions: NewOpinion[]
  readonly merges: NewRecord<'opinion_merge'>[]
  readonly feedback: NewRecord<'opinion_feedback'>[]
  readonly talks: NewTalk[]
}

const OBJECTS: readonly OpinionObject[] = ['领导班子', '党员个人', '支部', '镇党委政府']
const KINDS: Readonly<Record<string, ChannelKind>> = { 问卷: '问卷调查', 网络: '网络征询' }
const SUBJECTS: Readonly<Record<string, OpinionObject>> = { 班子: '领导班子' }

const isKind = (text: string): text is ChannelKind => ['座谈会', '意见箱'].includes(text)
const isObject = (text: string): text is OpinionObject => (OBJECTS as readonly string[]).includes(text)

const objectsOf = (told: Readonly<Record<string, number>>): Course['objects'] =>
  Object.fromEntries<number>(
    Object.entries(told).map(([name, n]) => [isObject(name) ? name : (SUBJECTS[name] ?? '支部'), n] as const),
  )

/** The model school, number by number as content tells it. */
function modelCourse({ modelSchool }: Story): Course {
  const step = (code: string): z.infer<typeof Step> => {
    const found = modelSchool.steps.find((each) => each.step === code)
    if (found === undefined) throw new RangeError(`the storyline has no step ${code}`)
    return found
  }
  const [sought, sorted, told, talked] = [step('P2-02'), step('P2-03'), step('P2-04'), step('P2-05')]
  return {
    channels: (sought.channels ?? []).map((each) => ({
      kind: isKind(each.name) ? each.name : (KINDS[each.name] ?? '座谈会'),
      from: sought.from,
      until: sought.to,
      issued: each.issued ?? each.held ?? each.boxes ?? null,
      returned: each.returned ?? each.people ?? null,
      opinions: each.opinions,
      scope: '教职工、学生家长、离退休教师',
    })),
    objects: objectsOf(sorted.subjects ?? {}),
    merged: sorted.merged ?? 0,
    spokenOf: told.withOpinions ?? 0,
    toldOn: told.to,
    forgotten: 0,
    talkDays: [talked.from, talked.to],
    secretaryTalked: Number.MAX_SAFE_INTEGER,
    pairs: talked.pairs ?? 0,
    groupPeople: talked.groupPeople ?? 0,
  }
}

/** Not past the day the sample stands at, nor past the unit's own move. */
const dayIn = (start: string, days: number, last: string): string => {
  const day = addDays(start, days)
  return day > last ? last : day
}

const shareOf = (n: number, percent: number): number => Math.round((n * percent) / 100)

function channelsOf(
  unit: SampleUnit,
  { issued, returned, opinions }: { issued: number; returned: number; opinions: number },
  days: { from: string; until: string },
  isShort: boolean,
): Channel[] {
  const met = shareOf(opinions, 40)
  const boxed = isShort ? 0 : shareOf(opinions, 15)
  const scope = '党员、群众代表、服务对象'
  const meeting: Channel = {
    kind: unit.index % 3 === 0 ? '恳谈会' : '座谈会',
    ...days,
    issued: 1 + (unit.index % 2),
    returned: 8 + (unit.index % 9),
    opinions: met,
    scope,
  }
  const forms: Channel = {
    kind: '问卷调查',
    ...days,
    issued,
    returned,
    opinions: opinions - met - boxed,
    scope,
  }
  const box: Channel = {
    kind: unit.index % 4 === 1 ? '热线电话' : '意见箱',
    ...days,
    issued: 1,
    returned: null,
    opinions: boxed,
    scope,
  }
  return isShort ? [meeting, forms] : [meeting, forms, box]
}

/** Told in the storyline where the unit had moved on by its day, else by the same rule. */
function numbersOf(story: Story, unit: SampleUnit): Omit<Story['reviewPhase'][number], 'unit'> {
  const told = story.reviewPhase.find((each) => each.unit === unit.name)
  if (told !== undefined) return told
  const [n, no] = [unit.members.length, unit.index + 1]
  return {
    issued: n * 2,
    returned: n * 2 - (no % 4),
    opinions: n,
    merged: Math.ceil(n / 3),
    secretaryTalked: Math.min(n, 3 * (no % 5)),
  }
}

/** While a unit is in the phase it has sought and sorted; once it is through, it has told and talked, with a few left out. */
function usualCourse(story: Story, town: SampleTown, unit: SampleUnit): Course | null {
  const stage = unit.stage('review')
  if (stage === null) return null
  const numbers = numbersOf(story, unit)
  const last = stage.end ?? town.until
  const n = unit.members.length
  const isThrough = stage.end !== null
  // The meeting comes a little past the middle of the stage; a few are told after it.
  const length = stage.end === null ? 38 : Math.max(8, daysBetween(stage.start, stage.end))
  const isLate = town.draw('told', unit.name) < 0.05
  const toldAfter = Math.floor(length * (isLate ? 0.8 : 0.4))
  const personal = shareOf(numbers.opinions, 45)
  // So few merged opinions cannot speak of everybody.
  const townOnes = numbers.merged < 4 ? 0 : shareOf(numbers.opinions, 8)
  const branch = numbers.merged < 3 ? 0 : shareOf(numbers.opinions, 12)
  const isCareless = isThrough && town.draw('opinions', unit.name) < 0.1
  return {
    channels: channelsOf(
      unit,
      numbers,
      { from: dayIn(stage.start, 1, last), until: dayIn(stage.start, 6, last) },
      town.draw('channels', unit.name) < 0.12,
    ),
    objects: {
      领导班子: numbers.opinions - personal - branch - townOnes,
      党员个人: personal,
      支部: branch,
      镇党委政府: townOnes,
    },
    merged: numbers.merged,
    spokenOf: Math.min(personal, shareOf(n, 70)),
    toldOn: isThrough ? dayIn(stage.start, toldAfter, last) : null,
    forgotten: isCareless ? 1 + Math.floor(town.draw('forgotten', unit.name) * 2) : 0,
    talkDays: [dayIn(stage.start, 2, last), dayIn(stage.start, Math.floor(length * 0.5), last)],
    secretaryTalked: isThrough
      ? n - (town.draw('talks', unit.name) < 0.1 ? 2 : 0)
      : Math.min(numbers.secretaryTalked, n),
    pairs: isThrough ? Math.floor(n / 2) : Math.floor(numbers.secretaryTalked / 3),
    groupPeople: isThrough && n >= 8 && unit.index % 3 === 0 ? Math.min(n, 9) : 0,
  }
}

/** How many merged opinions each object gets: one at least, the rest where most was said. */
function shareNumbers(objects: Course['objects'], merged: number): Map<OpinionObject, number> {
  const said = OBJECTS.flatMap((object) => {
    const n = objects[object] ?? 0
    return n === 0 ? [] : [{ object, n, most: Math.min(n, themes[object].length) }]
  })
  const given = new Map(said.map(({ object }) => [object, 1]))
  const ofIt = (object: OpinionObject): number => given.get(object) ?? 0
  for (let left = merged - said.length; left > 0; left -= 1) {
    const [next] = said
      .filter(({ object, most }) => ofIt(object) < most)
      .toSorted((a, b) => b.n / ofIt(b.object) - a.n / ofIt(a.object))
    if (next === undefined) break
    given.set(next.object, ofIt(next.object) + 1)
  }
  return given
}

/** The channel each opinion came by, in turn, so that the sums by channel come out as told. */
function channelTurns(channels: readonly Channel[]): ChannelKind[] {
  const left = channels.map(({ kind, opinions }) => ({ kind, opinions }))
  const turns: ChannelKind[] = []
  while (left.some(({ opinions }) => opinions > 0))
    for (const each of left) {
      if (each.opinions === 0) continue
      each.opinions -= 1
      turns.push(each.kind)
    }
  return turns
}

interface Place {
  readonly town: SampleTown
  readonly unit: SampleUnit
  readonly nameOf: (id: string) => string
}

const BLANK = { extra: null, initials: '' } as const

/** Opinions that say the same by the same channel about the same are one line put several times. */
function addOpinion(lines: Map<string, NewOpinion>, line: NewOpinion): void {
  const key = [line.channel, line.object, line.member_id, line.text].join('|')
  const before = lines.get(key)
  lines.set(key, before === undefined ? line : { ...before, times: (before.times ?? 1) + 1 })
}

function fillSought({ unit, town }: Place, course: Course, records: Records): string[] {
  for (const { kind, from, until, issued, returned, opinions, scope } of course.channels)
    records.channels.push({
      ...BLANK,
      org_id: unit.id,
      kind,
      from_on: from,
      until_on: until,
      issued,
      returned,
      opinions,
      merged: null,
      scope,
      remark: null,
    })
  const numbers = shareNumbers(course.objects, course.merged)
  const turns = channelTurns(course.channels)
  const lines = new Map<string, NewOpinion>()
  const order = unit.members.toSorted((a, b) => town.draw(unit.id, a.name) - town.draw(unit.id, b.name))
  const spokenOf = order.slice(0, course.spokenOf).map(({ id }) => id)
  let [turn, no] = [0, 0]
  for (const object of OBJECTS) {
    const many = numbers.get(object) ?? 0
    const offset = Math.floor(town.draw('theme', unit.name, object) * themes[object].length)
    const themeAt = (i: number): (typeof themes)[OpinionObject][number] =>
      themes[object][(offset + i) % themes[object].length] ?? themes[object][0]
    for (let i = 0; i < (course.objects[object] ?? 0); i += 1) {
      const at = i % many
      const { said, category } = themeAt(at)
      const memberId = object === '党员个人' ? (spokenOf[i % Math.max(1, spokenOf.length)] ?? null) : null
      const toldOn = memberId === null ? null : course.toldOn
      addOpinion(lines, {
        ...BLANK,
        org_id: unit.id,
        channel: turns[turn] ?? '问卷调查',
        issued: null,
        returned: null,
        object,
        member_id: memberId,
        text: said[Math.floor(i / many) % said.length] ?? said[0],
        category,
        times: 1,
        merged_no: String(no + at + 1),
        responsible: object === '领导班子' ? unit.secretary : null,
        fed_back_on: toldOn,
        rectification: null,
        remark: null,
      })
      turn += 1
    }
    for (let i = 0; i < many; i += 1)
      records.merges.push({ org_id: unit.id, no: String(no + i + 1), text: themeAt(i).merged })
    no += many
  }
  records.opinions.push(...lines.values())
  return spokenOf
}

const MANNERS = ['书记当面反馈', '发反馈单', '谈心时反馈'] as const

function fillFeedback(
  { unit, town }: Place,
  course: Course,
  spokenOf: readonly string[],
  records: Records,
): void {
  const { toldOn } = course
  if (toldOn === null) return
  const own = records.opinions.filter(({ org_id }) => org_id === unit.id)
  const itemsOf = (id: string): number =>
    new Set(own.filter(({ member_id }) => member_id === id).map(({ merged_no }) => merged_no)).size
  const left = unit.members.filter(({ id }) => !spokenOf.includes(id))
  const forgotten = new Set(left.slice(0, course.forgotten).map(({ id }) => id))
  for (const { id, name } of unit.members) {
    if (forgotten.has(id)) continue
    const isTold = spokenOf.includes(id)
    records.feedback.push({
      org_id: unit.id,
      member_id: id,
      kind: isTold ? '反馈' : '未征求到意见',
      opinions: isTold ? itemsOf(id) : 0,
      on_day: toldOn,
      manner: isTold ? town.pick(MANNERS, unit.id, name) : '',
      person: unit.secretary ?? '',
      note: '',
    })
  }
}

function talkOf(
  { unit, town }: Place,
  talker: string,
  partners: readonly string[],
  kind: TalkKind,
  on: string,
): NewTalk {
  const key = `${talker}${partners.join('')}`
  return {
    org_id: unit.id,
    talker,
    partners: joinNames(partners),
    kind,
    talked_on: on,
    place: town.pick(['支部活动室', '办公室', '会议室', '本人家中'], key),
    points: town.pick(talkPoints, key),
    problems: kind === '集体谈心' ? null : town.pick(talkProblems, key),
    suggestions: town.pick(talkSuggestions, key),
    remark: null,
    extra: null,
    initials: initialsOf(talker),
  }
}

/** Neighbours in the roster first, then those two apart: every pair once. */
function pairsOf(names: readonly string[], wanted: number): [string, string][] {
  const pairs: [string, string][] = []
  for (let apart = 1; apart <= Math.floor((names.length - 1) / 2) && pairs.length < wanted; apart += 1)
    for (let i = 0; i < names.length && pairs.length < wanted; i += 1) {
      const [one, other] = [names[i], names[(i + apart) % names.length]]
      if (one !== undefined && other !== undefined) pairs.push([one, other])
    }
  return pairs
}

function fillTalks(place: Place, course: Course, records: Records): void {
  const { unit, nameOf } = place
  const [first, last] = course.talkDays
  const dayFor = (i: number): string => dayIn(first, Math.floor(i / 6), last)
  const secretary = unit.members.find(({ name }) => name === unit.secretary)
  const others = unit.members.filter(({ id }) => id !== secretary?.id)
  const committee = new Set(others.filter(({ partyPost }) => partyPost !== null).map(({ id }) => nameOf(id)))
  const names = others.map(({ id }) => nameOf(id))
  const talker = secretary === undefined ? null : nameOf(secretary.id)
  if (talker !== null)
    for (const [i, name] of names.slice(0, course.secretaryTalked).entries())
      records.talks.push(talkOf(place, talker, [name], '书记与党员', dayFor(i)))
  for (const [i, [one, other]] of pairsOf(names, course.pairs).entries()) {
    const kind = committee.has(one) && committee.has(other) ? '班子成员之间' : '党员与党员'
    records.talks.push(talkOf(place, one, [other], kind, dayFor(i)))
  }
  const host = talker ?? names[0]
  if (course.groupPeople >= 3 && host !== undefined) {
    const together = names.filter((name) => name !== host).slice(0, course.groupPeople - 1)
    records.talks.push(talkOf(place, host, together, '集体谈心', last))
  }
}

/** Committees hear about the leadership and the branch; they have no members of their own to tell. */
function committeeCourse(town: SampleTown, unit: SampleUnit): Course | null {
  const stage = unit.stage('review')
  if (stage === null) return null
  const last = stage.end ?? town.until
  const opinions = 8 + (unit.index % 5)
  const days = { from: dayIn(stage.start, 1, last), until: dayIn(stage.start, 5, last) }
  return {
    channels: channelsOf(unit, { issued: 30, returned: 27, opinions }, days, false),
    objects: { 领导班子: opinions - 2, 镇党委政府: 2 },
    merged: 5,
    spokenOf: 0,
    toldOn: null,
    forgotten: 0,
    talkDays: [days.from, days.until],
    secretaryTalked: 0,
    pairs: 0,
    groupPeople: 0,
  }
}

async function store(context: Context, records: Records): Promise<void> {
  await write(
    context,
    async (journal) => {
      const withIds = <T extends object>(rows: readonly T[]): (T & { id: string })[] =>
        rows.map((row) => ({ id: uuidV7(context.now()), ...row }))
      await journal.addMany('opinion_channel', withIds(records.channels))
      await journal.addMany('opinion', withIds(records.opinions))
      await journal.addMany('opinion_merge', withIds(records.merges))
      await journal.addMany('opinion_feedback', withIds(records.feedback))
      await journal.addMany('talk', withIds(records.talks))
    },
    { reason: '示例数据' },
  )
}

export const fillOpinions: Fill = async (context, town) => {
  const story = Story.parse(town.story)
  const names = await memberNames(context.db.read)
  const records: Records = { channels: [], opinions: [], merges: [], feedback: [], talks: [] }
  for (const unit of town.units) {
    const isModel = unit.name === story.modelSchool.unit && unit.stage('review') !== null
    const course = isModel ? modelCourse(story) : usualCourse(story, town, unit)
    if (course === null) continue
    const place = { town, unit, nameOf: (id: string) => names.get(id) ?? '' }
    const spokenOf = fillSought(place, course, records)
    fillFeedback(place, course, spokenOf, records)
    fillTalks(place, course, records)
  }
  for (const unit of town.committees) {
    const course = committeeCourse(town, unit)
    if (course !== null) fillSought({ town, unit, nameOf: () => '' }, course, records)
  }
  await store(context, records)
}
