// What a page says about whatever was thrown.
import { ORPCError } from '@orpc/client'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { NoAnswerError } from '../../src-renderer/client/api.ts'
import { problemOf } from '../../src-renderer/client/problem.ts'

const defined = (code: string, message: string, data: unknown): ORPCError<string, unknown> =>
  new ORPCError(code, { defined: true, message, data })

const badInput = (issues: unknown): ORPCError<string, unknown> =>
  new ORPCError('BAD_REQUEST', { data: { issues } })

/** The issues that a schema raises over a value, as they come over the wire. */
const issuesOf = (schema: z.ZodType, value: unknown): unknown =>
  JSON.parse(JSON.stringify(schema.safeParse(value).error?.issues ?? []))

describe('an expected refusal', () => {
  it('shows its reasons and the field they belong to', () => {
    const data = { reasons: ['还有2项未审。', '请先审完四项。'], field: 'decision' }
    expect(problemOf(defined('REFUSED', '不能这样做', data))).toEqual({
      code: 'REFUSED',
      title: '不能这样做',
      reasons: data.reasons,
      field: 'decision',
    })
  })

  it.each([
    [{ reasons: ['不行。'], field: null }],
    [{ reasons: ['不行。'] }],
    [{ reasons: ['不行。'], field: '' }],
  ])('belongs to no field: %j', (data) => {
    expect(problemOf(defined('REFUSED', '不能这样做', data)).field).toBeNull()
  })

  it('says who was faster, and when', () => {
    const data = { by: '叶素心', at: '2005-08-17T09:30:12+08:00' }
    expect(problemOf(defined('STALE', '这条记录刚刚被修改过', data))).toMatchObject({
      code: 'STALE',
      reasons: ['叶素心 于 2005-08-17 09:30 改过。'],
    })
  })

  it('says that a record is not there', () => {
    expect(problemOf(defined('NOT_FOUND', '没有这条记录', { what: '党员' }))).toMatchObject({
      code: 'NOT_FOUND',
      title: '没有这条记录',
      reasons: [],
    })
  })

  it('stands with data of another shape, too', () => {
    expect(problemOf(defined('REFUSED', '不能这样做', 'what?'))).toMatchObject({ reasons: [], field: null })
  })
})

describe('an input that the contract refuses', () => {
  it.each([
    ['no text', z.string().min(1), '', '这一栏没有填。'],
    ['too short a text', z.string().min(4), '短', '至少填 4 个字。'],
    ['too long a text', z.string().max(3), '太长的字', '最多填 3 个字。'],
    ['too small a number', z.number().min(0), -1, '不能小于 0。'],
    ['too large a number', z.number().max(100), 101, '不能大于 100。'],
    ['an empty list', z.array(z.string()).min(1), [], '至少要有 1 项。'],
    ['too long a list', z.array(z.string()).max(1), ['甲', '乙'], '最多 1 项。'],
    ['something else than a text', z.string(), null, '这一栏没有填，或填的不是要求的内容。'],
    ['a word that is no choice', z.enum(['男', '女']), '无', '请在给出的各项中选一项。'],
    ['a date in another form', z.string().regex(/^\d{4}$/), '05', '格式不对，请按提示的样子填写。'],
    ['our own sentence', z.string().min(1, '没有选问题类别。'), '', '没有选问题类别。'],
  ])('says in Chinese what is wrong: %s', (_what, schema, value, sentence) => {
    expect(problemOf(badInput(issuesOf(schema, value))).reasons).toEqual([sentence])
  })

  it('names the field of the first', () => {
    const schema = z.object({ town: z.object({ members: z.array(z.object({ name: z.string().min(1) })) }) })
    const issues = issuesOf(schema, { town: { members: [{ name: '' }] } })
    expect(problemOf(badInput(issues))).toMatchObject({ code: 'BAD_INPUT', field: 'town.members.0.name' })
  })

  it('says the same sentence once', () => {
    const issues = issuesOf(z.object({ a: z.string().min(1), b: z.string().min(1) }), { a: '', b: '' })
    expect(problemOf(badInput(issues)).reasons).toEqual(['这一栏没有填。'])
  })

  it('stands without any issue', () => {
    expect(problemOf(badInput(undefined))).toMatchObject({ code: 'BAD_INPUT', reasons: [], field: null })
  })
})

describe('anything else', () => {
  it('is a cancelling when it was aborted', () => {
    expect(problemOf(new DOMException('aborted', 'AbortError')).code).toBe('CANCELLED')
  })

  it('says that the program does not answer', () => {
    expect(problemOf(new NoAnswerError('no port')).title).toBe('程序没有回应')
  })

  it.each([
    [new Error('SQLITE_BUSY: database is locked')],
    [new ORPCError('INTERNAL_SERVER_ERROR', { message: 'stack at C:\\…' })],
    ['a text'],
    [undefined],
  ])('tells nothing of the inside of %s', (error) => {
    const { code, title, reasons } = problemOf(error)
    expect(code).toBe('UNEXPECTED')
    expect([title, ...reasons].join('')).toMatch(/^[\u4e00-\u9fff，。]+$/)
  })
})
