// The catalogue of forms of study: the town may add one, or say that another counts.
import { write, type Context } from '../../context.ts'
import { refuse } from '../../refusal.ts'

export interface FormInput {
  readonly name: string
  readonly isConcentrated: boolean
}

/** Enters a form, or changes whether it counts to the hours; the reason is kept with the change. */
export function saveForm(context: Context, input: FormInput): Promise<void> {
  return write(
    context,
    async (journal, trx) => {
      const name = input.name.trim()
      if (name === '') refuse('请填写学习形式的名称。', 'name')
      if (name.length > 20) refuse('学习形式的名称请不超过20字。', 'name')
      const isConcentrated = input.isConcentrated ? 1 : 0
      const known = await trx
        .selectFrom('study_form')
        .select('id')
        .where('name', '=', name)
        .where('deleted_at', 'is', null)
        .executeTakeFirst()
      if (known === undefined) await journal.add('study_form', { name, is_concentrated: isConcentrated })
      else await journal.change('study_form', known.id, { is_concentrated: isConcentrated })
    },
    { reason: '学习形式目录' },
  )
}
