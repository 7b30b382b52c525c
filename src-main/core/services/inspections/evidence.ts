// Files that prove what a line found.
import type { FileShelf } from '../attachments/attached-files.ts'

export const itemShelf: FileShelf = { entity: 'inspection_item', kind: '佐证', title: '选择佐证材料' }
