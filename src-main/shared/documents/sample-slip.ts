// 随机抽样单: who was drawn from what, by which start value, with room for what was found (content 7.12).
import { documentTemplateByKey } from '../campaign/lookup.ts'
import { fillPlaceholders } from '../campaign/placeholders.ts'
import { formatChinese } from '../text/civil-date.ts'
import { html, type Html } from './html.ts'
import type { Paper } from './paper.ts'

export interface SlipLine {
  readonly position: number
  /** Place in the list it was drawn from. */
  readonly index: number
  readonly name: string
  readonly stratum: string
  readonly result: string
  readonly note: string
  /** Why somebody else stands in, and who; '' when nobody does. */
  readonly replaced: string
}

export interface SlipFacts {
  readonly no: string
  readonly group: string
  readonly code: string
  readonly on: string
  readonly unit: string
  readonly purpose: string
  readonly population: string
  /** 人, 份, 件, 户. */
  readonly measure: string
  readonly size: number
  readonly wanted: number
  readonly method: string
  /** How many of each category; '' for a simple draw. */
  readonly strata: string
  readonly seed: string
  readonly listSha256: string
  readonly drawnAt: string
  readonly person: string
  readonly witness: string
  readonly lines: readonly SlipLine[]
  readonly substitutes: readonly SlipLine[]
}

const HASH_SHOWN = 16

const pair = (a: string, b: string, c: string, d: string): Html =>
  html`<tr>
    <th>${a}</th>
    <td>${b}</td>
    <th>${c}</th>
    <td>${d}</td>
  </tr>`

const wide = (label: string, value: string): Html =>
  html`<tr>
    <th>${label}</th>
    <td colspan="3">${value}</td>
  </tr>`

const headTable = (facts: SlipFacts): Html =>
  html`<table class="wide">
    ${pair('单　　位', facts.unit, '抽样用途', facts.purpose)} ${wide('总体范围', facts.population)}
    ${pair('总体数', `${String(facts.size)}${facts.measure}`, '抽样数', `${String(facts.wanted)}${facts.measure}`)}
    ${wide('抽样办法', facts.strata === '' ? facts.method : `${facts.method}：${facts.strata}`)}
    ${pair('随机种子', facts.seed, '抽样时刻', facts.drawnAt)}
    ${pair('抽 样 人', facts.person, '名单校验码', facts.listSha256.slice(0, HASH_SHOWN))}
  </table>`

const remarkOf = ({ note, replaced }: SlipLine): string =>
  [replaced, note].filter((part) => part !== '').join('；')

const lineTable = (lines: readonly SlipLine[]): Html =>
  html`<table>
    <thead>
      <tr>
        <th>序号</th>
        <th>姓名（或编号）</th>
        <th>类别</th>
        <th>抽查结果</th>
        <th>备注</th>
      </tr>
    </thead>
    ${lines.map(
      (line) =>
        html`<tr>
          <td class="ctr">${line.position}</td>
          <td>${line.name}</td>
          <td>${line.stratum}</td>
          <td>${line.result}</td>
          <td>${remarkOf(line)}</td>
        </tr>`,
    )}
  </table>`

/** The fixed words of the campaign's paper, filled in. */
function fixedWords(facts: SlipFacts): string {
  const [fixed] = documentTemplateByKey('sample_sheet').fixedTexts
  const substitutes = facts.substitutes.map(({ name }, i) => `${String(i + 1)}．${name}`).join('　')
  const words = fillPlaceholders(fixed?.text ?? '', {
    种子: facts.seed,
    总体范围: facts.population,
    N: String(facts.size),
    n: String(facts.wanted),
    候补名单: substitutes === '' ? '（无）' : substitutes,
  })
  return facts.measure === '人'
    ? words
    : words.replaceAll('人中', `${facts.measure}中`).replaceAll('人，可', `${facts.measure}，可`)
}

/** One page for the file of the inspection. */
export function sampleSlip(facts: SlipFacts): Paper {
  const title = documentTemplateByKey('sample_sheet').title
  const body = html`<p class="number">${facts.no}</p>
    <h1>${title}</h1>
    ${headTable(facts)} ${lineTable(facts.lines)}
    <p class="tail">${fixedWords(facts)}</p>
    <p class="flat">
      重抽核对的办法：把名单按台账顺序从1编号，每人算“种子|序号|姓名”的SHA-256值，按值从小到大排列，取前${String(facts.wanted)}个${facts.strata === '' ? '' : '（各类分别取）'}，其后为候补。
    </p>
    <p class="sign">抽样人（签字）：　　　　　　　单位见证人（签字）：　　　　　　　</p>
    <p class="sign">${formatChinese(facts.on)}</p>`
  return { title: `${title}${facts.no}`, body }
}
