// The folder knows no clock and no time zone, so results cannot depend on where the computer stands.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCount } from '../../../src-main/shared/text/count.ts'
import { readDateText } from '../../../src-main/shared/text/date-text.ts'
import { parseDeadlineText } from '../../../src-main/shared/text/deadline.ts'
import { readEducation } from '../../../src-main/shared/text/education.ts'
import { readEthnicGroup } from '../../../src-main/shared/text/ethnic-groups.ts'
import { parseIdNumber } from '../../../src-main/shared/text/id-number.ts'
import { maskPersonal } from '../../../src-main/shared/text/masking.ts'
import { normaliseOrgName } from '../../../src-main/shared/text/org-name.ts'
import { readName } from '../../../src-main/shared/text/person-name.ts'
import { readPhone } from '../../../src-main/shared/text/phone.ts'
import { normaliseHeader } from '../../../src-main/shared/text/plain-text.ts'

const FOLDER = join(import.meta.dirname, '../../../src-main/shared/text')
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'))

it('a cell as full as Excel allows is refused at once', () => {
  for (const char of ['一', ' ', '(', '（', '【', '9', '-', '.', '支', '第', '年', ':', '组']) {
    const essay = char.repeat(32767)
    expect(readDateText(essay, { date1904: false, column: 'other', campaignYear: 2005 }).value).toBeNull()
    expect(readPhone(essay).phones).toEqual([])
    expect(readName(essay).value).toBeNull()
    expect(parseIdNumber(essay).value).toBeNull()
    expect(parseDeadlineText(essay, 2005).kind).toBe('unclear')
    expect(normaliseHeader(essay).length).toBeLessThanOrEqual(200)
    expect(normaliseOrgName(essay, { town: '清溪镇', county: '示例县' }).length).toBeLessThan(220)
    expect(maskPersonal(essay)).toHaveLength(32767)
    expect(readCount(essay).value).toBeNull()
    expect(readEducation(essay).value === null || readEthnicGroup(essay).value !== '').toBe(true)
  }
})

it.each(files)('%s is pure text', (name) => {
  const source = readFileSync(join(FOLDER, name), 'utf8')
  expect(source).not.toMatch(/\bnew Date\b|\bDate\.|\bIntl\b|toLocale|Math\.random|parseFloat/)
  expect(source).not.toMatch(/from '(?!\.\.?\/)/)
  expect(source).toMatch(/^\/\/ .+[.)]\n/)
})
