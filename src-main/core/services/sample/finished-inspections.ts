// The inspections of the first phase that the storyline only sums up: who was inspected when, and which lines failed.
import { checklistFor, unitTypeByLabel, type Campaign } from '#shared/campaign/index.ts'
import type { InspectionHistory } from '../findings/history.ts'
import type { Story } from './story.ts'

const PHASE = 'study'
/** For units whose own vote the storyline does not date. */
const USUAL_DAY = '2005-08-09'

/** The inspection comes with the vote, the last one where it was held again; committees are inspected as they report. */
const dayOf = ({ polls, parentTransitions }: Story, unit: string): string =>
  polls.findLast((poll) => poll.unit === unit)?.date ??
  parentTransitions.find((parent) => parent.unit === unit)?.reportedOn ??
  USUAL_DAY

/** One finished inspection for every unit that had one, apart from those told in full. */
export function finishedInspections(
  story: Story,
  campaign: Campaign,
  idOf: (name: string) => string,
): InspectionHistory[] {
  const told = new Set(story.inspections.map((i) => i.unit))
  const nameOf = new Map(story.group.members.map((m) => [m.key, m.name]))
  return story.organisations.flatMap((unit) => {
    const unitType = unitTypeByLabel(unit.unitType)
    if (unit.notInspected || told.has(unit.shortName) || !unitType) return []
    const lines = checklistFor(campaign, { level: unit.level, unitType: unitType.key }, PHASE)
    if (lines.length === 0) return []
    return [
      {
        orgId: idOf(unit.shortName),
        phase: PHASE,
        startedOn: dayOf(story, unit.shortName),
        state: '已完成',
        people: [nameOf.get(unit.supervisor) ?? ''],
        methods: ['听', '查', '问'],
        items: lines.map(({ code }) => {
          const result = unit.failedItems.includes(code) ? '未达标' : '达标'
          // They say of themselves what the group finds; the one that does not is told in full.
          return { code, self: result, result, note: '' }
        }),
      },
    ]
  })
}
