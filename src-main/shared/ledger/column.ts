// The columns a ledger is made of: nine kinds, each a plain object, never a callback.

/** What a choice column offers; `synonyms` are other spellings met in real workbooks. */
export interface Choice {
  readonly value: string
  readonly synonyms?: readonly string[]
}

/** Message codes that replace the general ones for this column (domain: message list). */
export interface ColumnCodes {
  /** Cell empty although required. */
  readonly missing?: string
  /** Cell filled but not understood. */
  readonly unknown?: string
}

interface Common {
  /** The normal header, as printed. */
  readonly label: string
  /** Other headers seen in real workbooks; compared after normalising. */
  readonly aliases?: readonly string[]
  readonly required?: true
  /** Excel width in characters (a Chinese character takes two). */
  readonly width?: number
  readonly codes?: ColumnCodes
  /** One sentence for the form and the blank template. */
  readonly hint?: string
  /** Shown and exported, never written by a form or a file: a state, or what follows from other records. */
  readonly readonly?: true
}

export type Column =
  /** What the text is: a person's name, the name of a party organisation, an ethnic group, an education level, sentences, or anything. */
  | (Common & {
      readonly kind: 'text'
      readonly of?: 'name' | 'plain' | 'ethnic' | 'education' | 'organisation' | 'prose'
    })
  | (Common & { readonly kind: 'count' })
  /** Hours of study (学时) in steps of a half; stored in tenths as an integer. */
  | (Common & { readonly kind: 'hours' })
  /** A date with precision: 'YYYY', 'YYYY-MM' or 'YYYY-MM-DD'. */
  | (Common & { readonly kind: 'date'; readonly of?: 'birth' })
  | (Common & { readonly kind: 'choice'; readonly choices: readonly Choice[] })
  /** Several of the choices at once. */
  | (Common & { readonly kind: 'tags'; readonly choices: readonly Choice[] })
  /**
   * The id of a record of another ledger (or of the same one), found by its name. `within`: a member is looked for in
   * the unit that this other column of the row names.
   */
  | (Common & { readonly kind: 'reference'; readonly of: string; readonly within?: string })
  | (Common & { readonly kind: 'idNumber' })
  | (Common & { readonly kind: 'phone' })

export type ColumnKind = Column['kind']

type Opts<K extends ColumnKind> = Omit<
  Extract<Column, { kind: K }>,
  'label' | 'kind' | 'choices' | 'required'
>

type Made<K extends ColumnKind, O> = Extract<Column, { kind: K }> & O

const toChoices = (choices: readonly (string | Choice)[]): Choice[] =>
  choices.map((c) => (typeof c === 'string' ? { value: c } : c))

export const text = <const O extends Opts<'text'> & { required?: true }>(
  label: string,
  o: O = {} as O,
): Made<'text', O> => ({
  kind: 'text',
  label,
  ...o,
})
export const count = <const O extends Opts<'count'> & { required?: true }>(
  label: string,
  o: O = {} as O,
): Made<'count', O> => ({ kind: 'count', label, ...o })
export const hours = <const O extends Opts<'hours'> & { required?: true }>(
  label: string,
  o: O = {} as O,
): Made<'hours', O> => ({ kind: 'hours', label, ...o })
export const date = <const O extends Opts<'date'> & { required?: true }>(
  label: string,
  o: O = {} as O,
): Made<'date', O> => ({
  kind: 'date',
  label,
  ...o,
})
export const choice = <const O extends Opts<'choice'> & { required?: true }>(
  label: string,
  choices: readonly (string | Choice)[],
  o: O = {} as O,
): Made<'choice', O> => ({ kind: 'choice', label, choices: toChoices(choices), ...o })
export const tags = <const O extends Opts<'tags'>>(
  label: string,
  choices: readonly (string | Choice)[],
  o: O = {} as O,
): Made<'tags', O> => ({ kind: 'tags', label, choices: toChoices(choices), ...o })
export const reference = <const O extends Omit<Opts<'reference'>, 'of'> & { required?: true }>(
  label: string,
  of: string,
  o: O = {} as O,
): Made<'reference', O> => ({ kind: 'reference', label, of, ...o })
export const idNumber = <const O extends Opts<'idNumber'> & { required?: true }>(
  label: string,
  o: O = {} as O,
): Made<'idNumber', O> => ({ kind: 'idNumber', label, ...o })
export const phone = <const O extends Opts<'phone'> & { required?: true }>(
  label: string,
  o: O = {} as O,
): Made<'phone', O> => ({ kind: 'phone', label, ...o })

/** 是 / 否 with the marks people tick. */
export const flag = <const O extends Opts<'choice'>>(label: string, o: O = {} as O): Made<'choice', O> =>
  choice(
    label,
    [
      {
        value: '是',
        synonyms: ['√', '✓', '✔', '☑', 'V', 'v', '1', 'Y', 'y', '有', '○', '对', '流出', '外出'],
      },
      {
        value: '否',
        synonyms: ['×', '✗', '✘', 'X', 'x', '0', 'N', 'n', '无', '没有', '不是', '—', '-', '/'],
      },
    ],
    o,
  )

/** What is held for a column: counts and hours as numbers, tags as a list, everything else as text. */
export type ValueOf<C extends Column> = C extends { kind: 'count' | 'hours' }
  ? number
  : C extends { kind: 'tags' }
    ? readonly string[]
    : string

export type Value = string | number | readonly string[] | null
