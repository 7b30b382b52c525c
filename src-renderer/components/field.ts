// What fields are told: words around the control, and the options of a list.

export interface FieldWords {
  label: string
  error?: string | undefined
  warning?: string | undefined
  hint?: string | undefined
  required?: boolean | undefined
}

export interface FieldOption {
  value: string
  label: string
  disabled?: boolean | undefined
}
