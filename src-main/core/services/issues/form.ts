// The form for a new problem with all that is known filled in, from a finding or for a unit.
import type { IssueForm } from '#shared/contract/issues.ts'
import { issueSources, issueSubjects } from '#shared/ledgers/issues.ts'
import { formatChinese } from '#shared/text/civil-date.ts'
import type { Context } from '../../context.ts'
import { findingById } from '../findings/store.ts'
import { readUnits } from '../plans/units.ts'
import { campaignYear } from './store.ts'

const kinds: IssueForm['kinds'] = [
  { kind: '立说立改', meaning: '必须马上解决，立竿见影', needs: '登记后7天内解决' },
  { kind: '限期整改', meaning: '需要一段时间才能解决', needs: '要有整改时限、责任人' },
  {
    kind: '综合治理',
    meaning: '一个部门、一个单位难以解决，需要联系协调',
    needs: '要有牵头单位、协办单位、整改时限',
  },
  {
    kind: '说明情况',
    meaning: '暂时解决不了，或政策有明确规定不能解决',
    needs: '要有原因、政策依据，并向群众说明',
  },
]

export async function blankIssue(
  context: Context,
  asked: { readonly orgId: string | null; readonly findingId: string | null },
): Promise<IssueForm> {
  const db = context.db.read
  const units = await readUnits(context, db)
  const finding = asked.findingId === null ? null : await findingById(db, asked.findingId)
  const unit = units.find(({ id }) => id === (finding?.org_id ?? asked.orgId))
  const allowed = context.campaign.limit('issue.kind1.days')
  return {
    draft: {
      orgId: unit?.id ?? '',
      registeredOn: context.today,
      text: finding?.description ?? '',
      source: finding === null ? '' : '督导检查',
      subject: finding === null ? '' : '支部',
      kind: null,
      focus: finding?.demand ?? '',
      measures: '',
      leader: '',
      leadUnit: unit?.shortName ?? '',
      partners: '',
      owner: finding?.owner ?? '',
      dueText: finding?.due_on ? formatChinese(finding.due_on) : '',
      dueOn: finding?.due_on ?? null,
      cause: '',
      policyBasis: '',
      remark: finding === null ? '' : `督导问题${finding.no}`,
      findingId: finding?.id ?? null,
    },
    units: units.map(({ id, shortName, secretary }) => ({ id, name: shortName, secretary })),
    sources: [...issueSources],
    subjects: [...issueSubjects],
    kinds: kinds.map((each) =>
      each.kind === '立说立改' && allowed !== null
        ? { ...each, needs: `登记后${String(allowed)}天内解决` }
        : each,
    ),
    year: campaignYear(context.campaign.template),
  }
}
