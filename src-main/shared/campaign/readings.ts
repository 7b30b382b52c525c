// The texts members study in the first phase: required, required with emphasis, and optional.
import type { Reading } from './types.ts'

/** What the limit study.readings.required counts: every entry with isRequired. */
export const readings: readonly Reading[] = [
  {
    no: 1,
    title: '《中国共产党章程》',
    isRequired: true,
    isKey: true,
    note: '',
    isDefault: false,
    basis: { source: 'S0', line: 25, quote: '组织党员重点学习《中国共产党章程》' },
  },
  {
    no: 2,
    title: '《保持共产党员先进性教育读本》',
    isRequired: true,
    isKey: true,
    note: '',
    isDefault: false,
    basis: { source: 'S0', line: 25, quote: '学习《保持共产党员先进性教育读本》' },
  },
  {
    no: 3,
    title: '胡锦涛同志专题报告',
    isRequired: true,
    isKey: true,
    note: '',
    isDefault: false,
    basis: { source: 'S0', line: 25, quote: '特别要学习好胡锦涛同志专题报告的精神' },
  },
  {
    no: 4,
    title: '上级党委领导关于先进性教育的重要讲话',
    isRequired: true,
    isKey: false,
    note: '',
    isDefault: false,
    basis: { source: 'S0', line: 25, quote: '领导关于先进性教育的重要讲话' },
  },
  {
    no: 5,
    title: '“三个代表”重要思想学习纲要',
    isRequired: false,
    isKey: false,
    note: '市委第一批列为重点，第二批可由镇改为必学',
    isDefault: true,
    basis: { source: 'S2', line: 10, quote: '重要思想学习纲要' },
  },
  {
    no: 6,
    title: '《中共中央关于加强党的执政能力建设的决定》',
    isRequired: false,
    isKey: false,
    note: '市委第一批列为重点，第二批可由镇改为必学',
    isDefault: true,
    basis: { source: 'S2', line: 10, quote: '《中共中央关于加强党的执政能力建设的决定》' },
  },
]
