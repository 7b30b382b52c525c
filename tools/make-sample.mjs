// Makes the sample town under resources/sample/, the same every time; --check only says whether the files are up to date.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { makeMembers } from './sample/members.mjs'
import { checkStoryline } from './sample/check.mjs'
import { makeStoryline } from './sample/storyline.mjs'
import { memberWorkbook, organisationWorkbook } from './sample/workbooks.mjs'
import { clothingWorkbook, northWorkbook, southWorkbook, xinanWorkbook } from './sample/practice.mjs'
import { settle, toText } from './sample/output.mjs'

const readme =
  '“清溪镇”及本文件夹中的全部组织、人名、电话、数字和文字均为虚构，由 `node tools/make-sample.mjs` 生成，供演示和练习。人名由姓氏表和名字表机械组合；电话区号 0000 不存在；身份证号一律用未分配的 999999 区号。如与实有地名、人名相同，纯属巧合。`党组织名册.xlsx` 和 `党员花名册.xlsx` 是导入用的名册，`示例_*` 是有意写错的练习文件，`storyline.json` 是方案、测评、督导问题等其余数据。请不要手工修改，要改就改 `tools/sample/` 再重新生成（`--check` 核对）。\n'

const folder = join(import.meta.dirname, '..', 'resources', 'sample')
const checkOnly = process.argv.includes('--check')
const members = makeMembers()
const storyline = makeStoryline(members)
checkStoryline(storyline)

const files = [
  { name: 'README.md', kind: 'text', content: readme },
  { name: 'storyline.json', kind: 'text', content: `${toText(storyline)}\n` },
  { name: '党组织名册.xlsx', kind: 'xlsx', content: organisationWorkbook(members) },
  { name: '党员花名册.xlsx', kind: 'xlsx', content: memberWorkbook(members) },
  { name: '示例_城南社区_党员花名册.xlsx', kind: 'xlsx', content: southWorkbook(members) },
  { name: '示例_城北社区_党员花名册.xls', kind: 'xls', content: northWorkbook(members) },
  { name: '示例_溪南社区_党员花名册.xlsx', kind: 'xlsx', content: xinanWorkbook(members) },
  { name: '示例_制衣公司_学习考勤.xlsx', kind: 'xlsx', content: clothingWorkbook(members) },
]

mkdirSync(folder, { recursive: true })
for (const { name, kind, content } of files) {
  const same = await settle({ path: join(folder, name), kind, content }, { checkOnly })
  console.log(`${same ? '一致' : checkOnly ? '不一致' : '已写入'}  ${name}`)
  if (!same && checkOnly) process.exitCode = 1
}
