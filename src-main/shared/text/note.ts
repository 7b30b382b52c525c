// What a reader of one value has to say about it, by message code; the ledger turns it into a sentence.

/** `params` are named as in the message texts: {值}, {n}, {c}, {b}, {新号}, {结果}. Row and column are not known here. */
export interface Note<Code extends string = string> {
  readonly code: Code
  readonly params: Readonly<Record<string, string | number>>
  /** Values the user may choose from when the text is ambiguous. */
  readonly candidates?: readonly string[]
}
