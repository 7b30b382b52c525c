// Files that prove what was done about a problem.
import type { GuardedShelf } from '../attachments/shelves.ts'
import { NotFound } from '../../refusal.ts'

export const issueShelf: GuardedShelf = {
  entity: 'issue',
  kind: '佐证',
  title: '选择佐证材料',
  async whyFrozen(db, recordId) {
    const row = await db
      .selectFrom('issue')
      .select(['no', 'state'])
      .where('id', '=', recordId)
      .where('deleted_at', 'is', null)
      .executeTakeFirst()
    if (row === undefined) throw new NotFound('这个整改问题')
    return row.state === '已销号' ? `问题${row.no}已销号，佐证不能再改。如又反弹，请先重开。` : null
  },
}
