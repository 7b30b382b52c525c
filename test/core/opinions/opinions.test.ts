// Channels, merging, feedback and talks of a unit on a real data file: sums, refusals, what can be taken back, R-36 to R-38.
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { channelKinds } from '#shared/rules/opinion-kinds.ts'
import { write } from '../../../src-main/core/context.ts'
import { Refusal } from '../../../src-main/core/refusal.ts'
import {
  feedBack,
  mergeOpinions,
  recordNone,
  rewordMerged,
  setApart,
  takeInChannels,
  undoAct,
  unmergeOpinions,
  withdrawFeedback,
} from '../../../src-main/core/services/opinions/act.ts'
import { opinionFigures } from '../../../src-main/core/services/opinions/figures.ts'
import { makePaper } from '../../../src-main/core/services/opinions/papers.ts'
import { listUnits, showBoard } from '../../../src-main/core/services/opinions/show.ts'
import { opinionReviews } from '../../../src-main/core/services/reviews/opinions.ts'
import { addUnit } from '../issues/unit.ts'
import { openContext, type Opened } from '../open-context.ts'
import { addBranch, addChannel, addOpinion, talk, verdictOf, type Branch } from './branch.ts'

let opened: Opened
let branch: Branch
beforeEach(async () => {
  opened = await openContext()
  branch = await addBranch(opened.context)
})
afterEach(() => opened.close())

const board = () => showBoard(opened.context, branch.unit)
const memberAt = (i: number): string => branch.members[i] ?? ''
const sought = async (ids: readonly string[], text = '合起来说的一句') =>
  mergeOpinions(opened.context, { orgId: branch.unit, ids, text, no: null })
const tell = (memberIds: readonly string[], on = '2005-08-12') =>
  feedBack(opened.context, { orgId: branch.unit, memberIds, on, manner: '当面', person: '孙志强' })
const reasonOf = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw new Error('nothing was refused')
  return error.reasons.join('')
}

describe('R-36', () => {
  it('says nothing of a unit that has recorded nothing', async () => {
    expect(await verdictOf(opened.context, branch.unit, 'R-36')).toMatchObject({ outcome: 'not-assessed' })
  })

  it('asks for a channel of each family', async () => {
    await addChannel(opened.context, branch.unit, '座谈会')
    await addChannel(opened.context, branch.unit, '问卷调查', { issued: 110, returned: 63 })
    expect((await verdictOf(opened.context, branch.unit, 'R-36')).reason).toContain('缺开放渠道')
    await addChannel(opened.context, branch.unit, '意见箱')
    expect(await verdictOf(opened.context, branch.unit, 'R-36')).toMatchObject({ outcome: 'pass' })
    expect((await board()).channels.map(({ kind, rate }) => [kind, rate])).toEqual([
      ['座谈会', ''],
      ['问卷调查', '63/110（57.27%）'],
      ['意见箱', ''],
    ])
  })

  it('compares what the channels say with the opinions entered', async () => {
    for (const kind of ['座谈会', '问卷调查', '意见箱'] as const)
      await addChannel(opened.context, branch.unit, kind, { opinions: kind === '座谈会' ? 2 : 0 })
    await addOpinion(opened.context, branch.unit)
    expect((await verdictOf(opened.context, branch.unit, 'R-36')).reason).toContain(
      '各渠道合计2条次，与总数1不符',
    )
    await addOpinion(opened.context, branch.unit)
    expect(await verdictOf(opened.context, branch.unit, 'R-36')).toMatchObject({ outcome: 'pass' })
  })

  it('takes a meeting with more people than meetings for what it is', async () => {
    await addChannel(opened.context, branch.unit, '座谈会', { issued: 3, returned: 46 })
    expect((await verdictOf(opened.context, branch.unit, 'R-36')).reason).not.toContain('多于发出')
  })

  it('is kept by the data file: no more forms back than went out', async () => {
    const more = { issued: 10, returned: 11 }
    await expect(addChannel(opened.context, branch.unit, '问卷调查', more)).rejects.toThrow()
  })

  it('misses whom a personal opinion is about', async () => {
    await addOpinion(opened.context, branch.unit, { object: '党员个人' })
    expect((await verdictOf(opened.context, branch.unit, 'R-36')).reason).toContain('1条意见没有写明对象')
  })
})

describe('merging', () => {
  it('counts both ways and keeps the words of each', async () => {
    const ids = [
      await addOpinion(opened.context, branch.unit, { text: '会多', times: 3 }),
      await addOpinion(opened.context, branch.unit, { text: '文件多' }),
      await addOpinion(opened.context, branch.unit, { text: '账目公开慢' }),
    ]
    await sought(ids.slice(0, 2), '会议、文件多')
    await setApart(opened.context, branch.unit, ids.slice(2))
    const shown = await board()
    expect(shown.unit).toMatchObject({ raw: 5, merged: 2 })
    expect(shown.merged.map(({ no, text, times, isReworded }) => [no, text, times, isReworded])).toEqual([
      ['1', '会议、文件多', 4, true],
      ['2', '账目公开慢', 1, false],
    ])
    expect(shown.opinions.map(({ text }) => text)).toEqual(['会多', '文件多', '账目公开慢'])
    expect(shown.pending).toBe(0)
  })

  it('can be taken back as a whole, words and all', async () => {
    const ids = [await addOpinion(opened.context, branch.unit), await addOpinion(opened.context, branch.unit)]
    const first = await setApart(opened.context, branch.unit, ids)
    const { batch } = await sought(ids)
    await undoAct(opened.context, batch)
    const shown = await board()
    expect(shown.merged.map(({ no, isReworded }) => [no, isReworded])).toEqual([
      ['1', false],
      ['2', false],
    ])
    await undoAct(opened.context, first.batch)
    expect((await board()).pending).toBe(2)
  })

  it('joins a number that stands, and the words of a number nobody bears go', async () => {
    const ids = [await addOpinion(opened.context, branch.unit), await addOpinion(opened.context, branch.unit)]
    await sought(ids.slice(0, 1), '一')
    await mergeOpinions(opened.context, { orgId: branch.unit, ids: ids.slice(1), text: '', no: '1' })
    await rewordMerged(opened.context, branch.unit, '1', '改过的一句')
    expect((await board()).merged.map(({ text, ids: under }) => [text, under.length])).toEqual([
      ['改过的一句', 2],
    ])
    await unmergeOpinions(opened.context, branch.unit, ids)
    expect((await board()).merged).toEqual([])
    const { rows } = { rows: await opened.context.db.read.selectFrom('opinion_merge').selectAll().execute() }
    expect(rows.every(({ deleted_at }) => deleted_at !== null)).toBe(true)
  })

  it('refuses different objects, no words, and what has gone', async () => {
    const a = await addOpinion(opened.context, branch.unit)
    const b = await addOpinion(opened.context, branch.unit, { object: '支部' })
    expect(await reasonOf(sought([a, b]))).toContain('对象不同（领导班子、支部）')
    expect(await reasonOf(sought([a], ' '))).toContain('没有写归并后的意见')
    expect(await reasonOf(sought([a, '没有这条']))).toContain('请刷新后再办')
    expect(
      await reasonOf(mergeOpinions(opened.context, { orgId: branch.unit, ids: [a], text: '', no: '9' })),
    ).toContain('没有编号为“9”')
    expect((await board()).pending).toBe(2)
  })

  let made = 0
  it('keeps the sums by channel equal to the total, whatever is added, merged and undone', async () => {
    const step = fc.oneof(
      fc.record({
        act: fc.constant('add' as const),
        channel: fc.constantFrom(...channelKinds),
        times: fc.integer({ min: 1, max: 9 }),
      }),
      fc.record({
        act: fc.constantFrom('merge', 'apart', 'unmerge', 'undo'),
        from: fc.nat(5),
        many: fc.integer({ min: 1, max: 4 }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const unit = await addUnit(opened.context, `中共清溪第${String((made += 1))}支部`)
        const ids: string[] = []
        const done: string[] = []
        let raw = 0
        for (const each of steps) {
          if (each.act === 'add') {
            ids.push(await addOpinion(opened.context, unit, each))
            raw += each.times
            continue
          }
          const some = ids.slice(each.from, each.from + each.many)
          if (each.act === 'undo') {
            const last = done.pop()
            if (last !== undefined) await undoAct(opened.context, last)
          } else if (some.length > 0) {
            const acted =
              each.act === 'merge'
                ? await mergeOpinions(opened.context, { orgId: unit, ids: some, text: '合', no: null })
                : each.act === 'apart'
                  ? await setApart(opened.context, unit, some)
                  : await unmergeOpinions(opened.context, unit, some)
            done.push(acted.batch)
          }
        }
        const shown = await showBoard(opened.context, unit)
        const byChannel = shown.channels.reduce((sum, { entered }) => sum + (entered ?? 0), 0)
        const byMatrix = shown.matrix.reduce((sum, { total }) => sum + total, 0)
        const byNumber = shown.merged.reduce((sum, { times }) => sum + times, 0)
        const waiting = shown.opinions.filter(({ mergedNo }) => mergedNo === null)
        expect([byChannel, byMatrix, shown.unit.raw]).toEqual([raw, raw, raw])
        expect(byNumber + waiting.reduce((sum, { times }) => sum + times, 0)).toBe(raw)
        expect(shown.unit.merged).toBeLessThanOrEqual(raw)
      }),
      { numRuns: 30 },
    )
  })
})

describe('registering channels from the list', () => {
  it('takes the numbers the list tells, once', async () => {
    await addOpinion(opened.context, branch.unit, { channel: '意见箱', times: 2 })
    expect((await board()).unregistered).toEqual(['意见箱'])
    const { batch } = await takeInChannels(opened.context, branch.unit)
    expect((await board()).channels.map(({ id, stated }) => [id === null, stated])).toEqual([[false, 2]])
    expect(await reasonOf(takeInChannels(opened.context, branch.unit))).toContain('都已登记')
    await undoAct(opened.context, batch)
    expect((await board()).unregistered).toEqual(['意见箱'])
  })
})

describe('R-37', () => {
  beforeEach(async () => {
    await addOpinion(opened.context, branch.unit, { memberId: memberAt(1), text: '学习少' })
    await addOpinion(opened.context, branch.unit, { memberId: memberAt(1), text: '学习不够' })
  })
  const none = (i: readonly number[]) =>
    recordNone(opened.context, {
      orgId: branch.unit,
      memberIds: i.map(memberAt),
      on: '2005-08-12',
      person: '孙志强',
    })

  it('is met when everybody is told or on record, by the day of the meeting', async () => {
    await none([0, 2, 3])
    expect((await verdictOf(opened.context, branch.unit, 'R-37')).reason).toContain('3/4 = 75.00%')
    await tell([memberAt(1)])
    expect(await verdictOf(opened.context, branch.unit, 'R-37')).toMatchObject({ outcome: 'pass' })
    expect((await board()).opinions.map(({ fedBackOn }) => fedBackOn)).toEqual(['2005-08-12', '2005-08-12'])
  })

  it.each([
    ['2005-08-12', 'pass', false],
    ['2005-08-13', 'pass', false],
    ['2005-08-14', 'fail', true],
  ])('told on %s with the meeting on 2005-08-13: %s', async (on, outcome, isLate) => {
    await write(opened.context, (journal) =>
      journal.add('unit_action', {
        org_id: branch.unit,
        phase: 'review',
        step_code: 'P2-09',
        name: '专题组织生活会',
        kind: '规定动作',
        state: '完成',
        done_on: '2005-08-13',
        place: '会议室',
        recorder: '李明',
        evidence: '组织生活会记录',
        reason: null,
        consent_by: null,
        consent_on: null,
      }),
    )
    await none([0, 2, 3])
    await tell([memberAt(1)], on)
    expect(await verdictOf(opened.context, branch.unit, 'R-37')).toMatchObject({ outcome })
    expect((await board()).members.find(({ name }) => name === '李明')?.isLate).toBe(isLate)
  })

  it('refuses to tell whom nothing was said about, and to record nothing for whom something was', async () => {
    expect(await reasonOf(tell([memberAt(2)]))).toContain('王芳没有登记到意见')
    expect(await reasonOf(none([1, 2]))).toContain('李明已经征求到意见')
    expect(await reasonOf(tell([memberAt(1)], '2005-08-18'))).toContain('还没有到')
    expect((await board()).members.every(({ kind }) => kind === null)).toBe(true)
  })

  it('tells of opinions that came after, and can be withdrawn', async () => {
    await tell([memberAt(1)])
    await addOpinion(opened.context, branch.unit, { memberId: memberAt(1), text: '后来的一条' })
    expect((await board()).members.find(({ name }) => name === '李明')).toMatchObject({
      since: 1,
      isSettled: true,
    })
    await none([2])
    await addOpinion(opened.context, branch.unit, { memberId: memberAt(2), text: '也有一条' })
    expect((await board()).members.find(({ name }) => name === '王芳')?.isSettled).toBe(false)
    const { batch } = await withdrawFeedback(opened.context, branch.unit, [memberAt(1)])
    expect((await board()).members.find(({ name }) => name === '李明')?.kind).toBeNull()
    await undoAct(opened.context, batch)
    expect((await board()).members.find(({ name }) => name === '李明')?.kind).toBe('反馈')
  })

  it('has slips that tell neither channel nor others', async () => {
    await addOpinion(opened.context, branch.unit, {
      memberId: memberAt(2),
      channel: '热线电话',
      text: '脾气急',
    })
    const shared = [
      await addOpinion(opened.context, branch.unit, {
        memberId: memberAt(1),
        channel: '意见箱',
        text: '迟到过',
      }),
      await addOpinion(opened.context, branch.unit, {
        memberId: memberAt(2),
        channel: '意见箱',
        text: '早退过',
      }),
    ]
    await sought(shared, '李明、王芳不守时')
    const slips = (memberIds: readonly string[] | null) =>
      makePaper(opened.context, {
        orgId: branch.unit,
        paper: 'slips',
        memberIds: memberIds === null ? null : [...memberIds],
      })
    const { page } = await slips([memberAt(1)])
    expect(page).toContain('学习少')
    expect(page).toContain('迟到过')
    for (const word of ['早退过', '王芳', ...channelKinds, '会议', '书面']) expect(page).not.toContain(word)
    const all = await slips(null)
    expect(all.page.match(/<section>/gu)).toHaveLength(2)
    expect(await reasonOf(slips([memberAt(3)]))).toContain('没有可以打印的反馈单')
  })

  it('has a register and a blank form', async () => {
    await none([2])
    const wish = { orgId: branch.unit, memberIds: null }
    expect((await makePaper(opened.context, { ...wish, paper: 'register' })).page).toContain(
      '记载“未征求到意见”1名',
    )
    expect((await makePaper(opened.context, { ...wish, paper: 'form' })).page).toContain('本表不记名')
  })
})

describe('R-38', () => {
  it('wants the secretary with everybody, whoever of the two began', async () => {
    await talk(opened.context, branch.unit, '孙志强', ['李明', '王芳'])
    const missed = await verdictOf(opened.context, branch.unit, 'R-38')
    expect(missed.reason).toContain('2/3 = 66.67%')
    expect((await board()).coverage.map(({ name }) => name)[0]).toBe('赵强')
    await talk(opened.context, branch.unit, '赵强', ['孙志强'])
    expect(await verdictOf(opened.context, branch.unit, 'R-38')).toMatchObject({ outcome: 'pass' })
  })

  it('does not count a talk of many as one of the secretary with each', async () => {
    await talk(opened.context, branch.unit, '孙志强', ['李明', '王芳', '赵强'], '集体谈心')
    expect(await verdictOf(opened.context, branch.unit, 'R-38')).toMatchObject({ outcome: 'fail' })
    const figures = (await opinionFigures(opened.context)).get(branch.unit)
    expect(figures).toMatchObject({ talked: 4, talkedBySecretary: 0, others: 3, talks: 1 })
  })

  it('adds one talk for each of several and takes all of them back', async () => {
    const { batch, count } = await talk(opened.context, branch.unit, '孙志强', ['李明', '王芳', '赵强'])
    expect(count).toBe(3)
    await undoAct(opened.context, batch)
    expect((await board()).talks).toEqual([])
  })

  it.each([
    [['孙志强'], '书记与党员', '谈话人与谈话对象是同一人'],
    [['李明'], '集体谈心', '集体谈心写明 2 人，应不少于3人'],
  ] as const)('refuses %s as %s', async (partners, kind, reason) => {
    expect(await reasonOf(talk(opened.context, branch.unit, '孙志强', partners, kind))).toContain(reason)
    expect((await board()).talks).toEqual([])
  })

  it('refuses a talk of the future and the same talk the other way round', async () => {
    await talk(opened.context, branch.unit, '孙志强', ['李明'])
    expect(await reasonOf(talk(opened.context, branch.unit, '李明', ['孙志强', '王芳']))).toContain(
      '李明与孙志强的谈心已经登记过',
    )
    expect(
      await reasonOf(talk(opened.context, branch.unit, '孙志强', ['王芳'], '书记与党员', '2005-08-18')),
    ).toContain('还没有到')
    expect((await board()).talks).toHaveLength(1)
  })

  it('says whom the roster does not have', async () => {
    await talk(opened.context, branch.unit, '孙志强', ['李铭'])
    await talk(opened.context, branch.unit, '孙志强', ['张大妈'], '党员与群众')
    expect((await board()).unknownNames).toEqual(['李铭'])
  })
})

it('lists the units with their steps, and reviews them', async () => {
  await addChannel(opened.context, branch.unit, '座谈会')
  const [unit] = await listUnits(opened.context)
  expect(unit?.steps.map(({ name, state }) => [name, state])).toEqual([
    ['渠道', 'doing'],
    ['归并', 'none'],
    ['反馈', 'none'],
    ['谈心', 'none'],
  ])
  const lines = await Promise.all(opinionReviews.map(({ judge }) => judge(opened.context)))
  expect(lines.map((each) => each.map(({ verdict }) => [verdict.rule, verdict.outcome]))).toEqual([
    [['R-36', 'fail']],
    [['R-37', 'not-assessed']],
    [['R-38', 'not-assessed']],
  ])
})

it('undoes only what it has done itself', async () => {
  await write(opened.context, (journal) => journal.change('organisation', branch.unit, { remark: '改过' }), {
    reason: '别的事',
    batchId: '别处的一批',
  })
  expect(await reasonOf(undoAct(opened.context, '别处的一批'))).toContain('不能在这里撤销')
})
