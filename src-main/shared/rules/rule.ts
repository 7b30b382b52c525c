// What a rule is for those who list, look up and run rules: its limits, its inputs and one way to be evaluated.
import { readFields, type Field, type FieldType, type Fields, type Values } from './fields.ts'
import { settingProblems, withSettings, type Limits, type LimitSettings } from './limits.ts'
import type { Limit, Verdict } from './verdict.ts'

export interface RuleInput {
  readonly name: string
  readonly label: string
  readonly type: FieldType
  readonly required: boolean
  readonly unit?: string
  readonly choices?: readonly string[]
  /** The fields of one row, for a list of rows. */
  readonly rows?: readonly RuleInput[]
}

/** Either a verdict, or why there can be none: sentences about the input. */
export type Evaluation = Verdict | { readonly inputProblems: readonly string[] }

export interface Rule {
  readonly id: string
  readonly title: string
  readonly limits: readonly Limit[]
  /** Keys of the settings that may replace the limits, in their order. */
  readonly thresholdKeys: readonly string[]
  /** The first of them, for rules with one limit. */
  readonly thresholdKey?: string
  readonly inputs: readonly RuleInput[]
  readonly evaluate: (input: unknown, settings?: LimitSettings) => Evaluation
}

interface RuleSpec<F extends Fields, L extends Limits> {
  readonly id: string
  readonly title: string
  readonly fields: F
  readonly limits: L
  /** Problems between fields, e.g. more votes than ballots; empty when the input can be judged. */
  readonly check?: (input: Values<F>) => readonly string[]
  readonly judge: (input: Values<F>, limits: L) => Verdict
}

const describe = (name: string, field: Field<unknown>): RuleInput => ({
  name,
  label: field.label,
  type: field.type,
  required: field.required,
  ...(field.unit === undefined ? {} : { unit: field.unit }),
  ...(field.choices === undefined ? {} : { choices: field.choices }),
  ...(field.rows === undefined ? {} : { rows: describeAll(field.rows) }),
})

const describeAll = (fields: Fields): RuleInput[] =>
  Object.entries(fields).map(([name, field]) => describe(name, field))

function evaluate<F extends Fields, L extends Limits>(
  spec: RuleSpec<F, L>,
  input: unknown,
  settings: LimitSettings,
): Evaluation {
  const limits = withSettings(spec.limits, settings)
  const reading = readFields(spec.fields, input)
  if (!reading.ok) return { inputProblems: reading.problems }
  const problems = [...(spec.check?.(reading.value) ?? []), ...settingProblems(limits, spec.limits)]
  if (problems.length > 0) return { inputProblems: problems }
  return { ...spec.judge(reading.value, limits), limits: Object.values(limits) }
}

/** Makes a registry entry of a rule's pure function, its fields and its limits. */
export function defineRule<F extends Fields, L extends Limits>(spec: RuleSpec<F, L>): Rule {
  const limits = Object.values(spec.limits)
  const thresholdKeys = limits.flatMap((limit) => (limit.key === undefined ? [] : [limit.key]))
  return {
    id: spec.id,
    title: spec.title,
    limits,
    thresholdKeys,
    ...(thresholdKeys[0] === undefined ? {} : { thresholdKey: thresholdKeys[0] }),
    inputs: describeAll(spec.fields),
    evaluate: (input, settings = {}) => evaluate(spec, input, settings),
  }
}

/** Whether the rule reached a verdict, rather than refusing its input. */
export const isVerdict = (evaluation: Evaluation): evaluation is Verdict => 'outcome' in evaluation
