// The marks of the board that come from actions, analyses, problems and publications, case by case.
import { describe, expect, it } from 'vitest'
import type { ActionRow } from '../../../src-main/shared/contract/schedule.ts'
import { milestoneByKey, milestones } from '../../../src-main/core/services/overview/milestones.ts'
import {
  analysesCell,
  issuesCell,
  milestoneCell,
  publishedCell,
} from '../../../src-main/core/services/overview/progress-cells.ts'
import type { IssueFact, UnitProgress } from '../../../src-main/core/services/overview/progress.ts'
import type { TownFacts, UnitFacts } from '../../../src-main/core/services/overview/town.ts'
import { xianjin2005 } from '../../../src-main/shared/campaign/xianjin-2005.ts'
import { TODAY } from './town.ts'

const stage = (phase: string, state: UnitProgress['stages'][number]['state']) => ({
  phase,
  name: phase,
  state,
  startedOn: null,
  endedOn: null,
  plannedEnd: '2005-08-05',
})

const bare: UnitProgress = {
  phase: 'study',
  stages: [stage('study', '进行中'), stage('review', '未开始'), stage('rectify', '未开始')],
  actions: new Map(),
  gates: new Map(),
  analyses: [],
  issues: [],
  publications: [],
  mobilisedOn: null,
}

const unitWith = (progress: Partial<UnitProgress>): UnitFacts => ({
  id: 'u1',
  fullName: '中共清溪镇财政所支部委员会',
  name: '财政所支部',
  level: '支部',
  unitType: '事业站所',
  parentId: null,
  secretary: '冯玉兰',
  informant: '徐敬业',
  supervisor: '田克勤',
  health: '健全',
  initials: 'czs',
  members: 8,
  ownMembers: 8,
  reported: 8,
  plan: null,
  progress: { ...bare, ...progress },
  inspections: [],
  findings: [],
})

const town: TownFacts = {
  units: [],
  members: [],
  inspected: { phase: null, checklists: new Set(), hasBegun: false },
  today: TODAY,
}

const action = (code: string, state: ActionRow['state'], more: Partial<ActionRow> = {}): ActionRow => ({
  id: null,
  rowVersion: null,
  code,
  name: `环节${code}`,
  kind: '规定动作',
  state,
  doneOn: null,
  place: '',
  recorder: '',
  evidence: '',
  reason: null,
  consentBy: null,
  consentOn: null,
  dueOn: null,
  isLate: false,
  ...more,
})

const hours = milestoneCell(milestoneByKey('hours'))
const opinions = milestoneCell(milestoneByKey('opinions'))

describe('milestones read off the prescribed actions', () => {
  it('names only steps the campaign has, each in its own phase', () => {
    for (const { steps, phase } of milestones)
      for (const code of steps)
        expect(xianjin2005.phases.find(({ key }) => key === phase)?.steps.map((step) => step.code)).toContain(
          code,
        )
  })

  it.each<[string, ActionRow[], string, number | null, string]>([
    [
      'all done',
      [action('P1-09', '完成', { doneOn: '2005-07-28' }), action('P1-14', '完成', { doneOn: '2005-08-02' })],
      'ok',
      null,
      '✓8-2',
    ],
    [
      'one excused, one done',
      [action('P1-09', '完成', { doneOn: '2005-07-28' }), action('P1-14', '不适用')],
      'ok',
      null,
      '✓7-28',
    ],
    ['all excused', [action('P1-09', '不适用', { reason: '无' })], 'na', null, '不适用'],
    ['one under way', [action('P1-09', '进行中'), action('P1-14', '完成')], 'doing', null, '差1项'],
    ['both open', [action('P1-09', '进行中'), action('P1-14', '未开始')], 'doing', 2, '差2项'],
    ['late', [action('P1-09', '进行中', { isLate: true }), action('P1-14', '未开始')], 'bad', 2, '差2项'],
    ['late by one', [action('P1-09', '未开始', { isLate: true })], 'bad', null, '差1项'],
    ['not begun', [action('P1-09', '未开始')], 'none', null, '未开始'],
    ['no step concerns it', [action('P1-10', '完成')], 'na', null, '不适用'],
    [
      'an action of its own choice does not count',
      [action('P1-09', '完成', { kind: '自选动作' })],
      'na',
      null,
      '不适用',
    ],
  ])('%s', (_, rows, mark, count, short) => {
    const unit = unitWith({ actions: new Map([['study', rows]]) })
    expect(hours(unit)).toMatchObject({ mark, count, short, to: '/schedule?unit=u1' })
  })

  it.each<[string, ActionRow['state'], string]>([
    ['is quiet before its phase', '未开始', ''],
    ['shows what was done ahead of it', '进行中', 'doing'],
  ])('%s', (_, state, mark) => {
    const unit = unitWith({ actions: new Map([['review', [action('P2-02', state)]]]) })
    expect(opinions(unit).mark).toBe(mark)
  })

  it('takes the day of the mobilisation meeting', () => {
    const cell = milestoneCell(milestoneByKey('mobilised'))
    expect(cell(unitWith({ mobilisedOn: '2005-07-05' }))).toMatchObject({ mark: 'ok', short: '✓7-5' })
  })

  it('is empty for a party group, which follows its branch', () => {
    expect(hours({ ...unitWith({}), progress: null })).toMatchObject({ mark: '', short: '' })
  })
})

describe('analyses', () => {
  const inReview = [stage('study', '已转段'), stage('review', '进行中'), stage('rectify', '未开始')]
  const some = (state: UnitProgress['analyses'][number]['state'], count: number) => ({
    orgId: 'u1',
    state,
    hasHelper: false,
    count,
  })
  it.each<[string, Partial<UnitProgress>, string, number | null, string]>([
    ['quiet before the phase', {}, '', null, ''],
    ['nothing handed in', { stages: inReview, analyses: [some('未交', 8)] }, 'none', null, '未交'],
    ['some settled', { stages: inReview, analyses: [some('合格', 5), some('已交', 1)] }, 'doing', 3, '差3人'],
    [
      'to be written again',
      { stages: inReview, analyses: [some('合格', 6), some('待重写', 1), some('帮助中', 1)] },
      'bad',
      2,
      '重写2人',
    ],
    ['all settled', { stages: inReview, analyses: [some('合格', 7), some('免写', 1)] }, 'ok', null, '✓'],
  ])('%s', (_, progress, mark, count, short) => {
    expect(analysesCell(unitWith(progress))).toMatchObject({
      mark,
      count,
      short,
      to: mark === '' ? '' : '/analyses/u1',
    })
  })
})

describe('rectification', () => {
  const issue = (state: IssueFact['state'], dueOn: string | null): IssueFact => ({
    id: state,
    no: '整〔2005〕001',
    orgId: 'u1',
    text: '收费不公开',
    state,
    dueOn,
  })
  it.each<[string, IssueFact[], string, number | null, string]>([
    ['none', [], '', null, ''],
    ['on its due day', [issue('整改中', TODAY)], 'doing', 1, '差1件'],
    ['a day late', [issue('整改中', '2005-08-16'), issue('已销号', null)], 'bad', 1, '逾期1件'],
    ['done in time, not yet verified', [issue('已完成', '2005-08-10')], 'doing', 1, '差1件'],
    ['all closed', [issue('已销号', '2005-08-10')], 'ok', null, '✓1件'],
  ])('problems: %s', (_, issues, mark, count, short) => {
    expect(issuesCell(town)(unitWith({ issues }))).toMatchObject({
      mark,
      count,
      short,
      to: mark === '' ? '' : '/issues?unit=u1',
    })
  })

  const published = (...what: readonly ('整改措施' | '整改情况')[]) =>
    what.map((each, i) => ({ orgId: 'u1', what: each, fromOn: `2005-08-1${i}` }))
  it.each<[string, Partial<UnitProgress>, string, string]>([
    ['quiet before the phase', {}, '', ''],
    ['not yet', { stages: [stage('rectify', '进行中')] }, 'none', '未公布'],
    ['measures only', { publications: published('整改措施') }, 'doing', '差结果'],
    ['results only', { publications: published('整改情况') }, 'warn', '差措施'],
    ['both', { publications: published('整改措施', '整改情况') }, 'ok', '✓8-11'],
  ])('public: %s', (_, progress, mark, short) => {
    expect(publishedCell(unitWith(progress))).toMatchObject({ mark, short })
  })
})
