// What can go wrong with the data file, as typed errors that say in plain words what to do next.

export type DatabaseErrorCode =
  | 'newer'
  | 'damaged'
  | 'not_a_database'
  | 'read_only'
  | 'disk_full'
  | 'locked'
  | 'cannot_open'
  | 'disk_error'
  | 'duplicate'
  | 'constraint'
  | 'missing'
  | 'closed'
  | 'upgrade_failed'
  | 'backup_failed'

const MESSAGES: Readonly<Record<DatabaseErrorCode, string>> = {
  newer: '这份数据是用更新版本的督导工作台保存的，当前版本不能打开，数据没有改动。请安装最新版本后再打开。',
  damaged:
    '数据文件已损坏，不能继续使用。请先把整个数据文件夹复制一份保存，再用“备份”文件夹中最近的一份备份恢复。',
  not_a_database: '这个文件不是督导工作台的数据文件，没有打开。请确认所选的数据文件夹是否正确。',
  read_only:
    '数据文件夹不能写入，本次操作没有保存。请把数据文件夹放到有写入权限的位置，或者请电脑管理员开通写入权限后重试。',
  disk_full: '磁盘空间不足，本次操作没有保存，原有数据没有变化。请清理磁盘后重试。',
  locked: '数据文件正被另一个程序占用，本次操作没有保存。请关闭正在使用这份数据的其他程序，稍后重试。',
  cannot_open: '数据文件打不开。请确认数据文件夹仍在原来的位置、所在的磁盘已经连接好，然后重试。',
  disk_error: '读写磁盘时出错，本次操作没有保存。请检查磁盘或移动硬盘的连接，然后重试。',
  duplicate: '与已有的记录重复，本次操作没有保存。请查找已有的记录后再修改。',
  constraint: '填写的内容不符合数据文件的要求，本次操作没有保存。请检查必填项和选项后重试。',
  missing: '找不到数据文件夹或其中的数据文件。请确认所选的文件夹是否正确、所在的磁盘是否已经连接好。',
  closed: '数据文件已经关闭，本次操作没有保存。请重新打开督导工作台后再试。',
  upgrade_failed:
    '数据文件没有升级成功，数据保持升级前的原样。请把数据文件夹复制一份保存，并把日志交给技术人员查看。',
  backup_failed: '备份没有做成，数据没有变化。请确认保存备份的位置可以写入、空间足够，然后重试。',
}

export interface DatabaseErrorFacts {
  /** The original error, for the log. */
  readonly cause?: unknown
  /** The file or folder it is about. */
  readonly file?: string
  /** `table.column` of a violated uniqueness rule. */
  readonly columns?: readonly string[]
  /** A more exact sentence than the usual one. */
  readonly message?: string
}

/** An expected failure of storage: `code` for programs, `message` (Chinese) for the user. */
export class DatabaseError extends Error {
  override readonly name = 'DatabaseError'
  readonly code: DatabaseErrorCode
  readonly file: string | undefined
  readonly columns: readonly string[]

  constructor(code: DatabaseErrorCode, facts: DatabaseErrorFacts = {}) {
    super(facts.message ?? MESSAGES[code], { cause: facts.cause })
    this.code = code
    this.file = facts.file
    this.columns = facts.columns ?? []
  }
}

const CODES: Readonly<Record<string, DatabaseErrorCode>> = {
  SQLITE_BUSY: 'locked',
  SQLITE_LOCKED: 'locked',
  SQLITE_CORRUPT: 'damaged',
  SQLITE_NOTADB: 'not_a_database',
  SQLITE_FULL: 'disk_full',
  SQLITE_READONLY: 'read_only',
  SQLITE_PERM: 'read_only',
  SQLITE_CANTOPEN: 'cannot_open',
  SQLITE_IOERR: 'disk_error',
  SQLITE_CONSTRAINT: 'constraint',
  ENOSPC: 'disk_full',
  EDQUOT: 'disk_full',
  EROFS: 'read_only',
  EACCES: 'read_only',
  EPERM: 'read_only',
  EBUSY: 'locked',
  ENOENT: 'missing',
  ENOTDIR: 'cannot_open',
  EEXIST: 'cannot_open',
  EIO: 'disk_error',
}

/**
 * The typed error for what SQLite or the file system reported. Errors that are mistakes in the program (wrong SQL,
 * wrong types) come back unchanged, so that they are logged as such.
 */
export function toDatabaseError(error: unknown, file?: string): Error {
  if (error instanceof DatabaseError) return error
  const known = error instanceof Error ? error : new Error(String(error))
  const code = CODES[codeOf(known)]
  if (code === undefined) return known
  const facts = { cause: known, ...(file === undefined ? {} : { file }) }
  const columns = duplicatedColumns(known.message)
  if (columns.length > 0) return new DatabaseError('duplicate', { ...facts, columns })
  return new DatabaseError(code, facts)
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function duplicatedColumns(message: string): string[] {
  const list = /UNIQUE constraint failed: (.+)$/.exec(message)?.[1]
  return list === undefined ? [] : list.split(', ')
}

/** Someone else changed the record since it was read. */
export class StaleRecordError extends Error {
  override readonly name = 'StaleRecordError'
  readonly code = 'stale_record'
  readonly table: string
  readonly id: string
  readonly changedBy: string

  constructor(table: string, id: string, changedBy: string) {
    super(`这条记录刚刚被${changedBy}修改过，请重新打开后再改`)
    this.table = table
    this.id = id
    this.changedBy = changedBy
  }
}

/** The record is not there, or has been removed. */
export class MissingRecordError extends Error {
  override readonly name = 'MissingRecordError'
  readonly code = 'missing_record'
  readonly table: string
  readonly id: string

  constructor(table: string, id: string, removedBy?: string) {
    super(
      removedBy === undefined
        ? '没有找到这条记录，请刷新列表后再试'
        : `这条记录已被${removedBy}删除，请刷新列表；需要时可先恢复再改`,
    )
    this.table = table
    this.id = id
  }
}
