// The keyboard at a glance, for the help page.

export interface KeyLine {
  keys: readonly string[]
  does: string
}
export interface KeyGroup {
  title: string
  lines: readonly KeyLine[]
}

export const keyGroups: readonly KeyGroup[] = [
  {
    title: '到处可用',
    lines: [
      { keys: ['Ctrl+K'], does: '搜单位、人员、问题、页面、规则' },
      { keys: ['Ctrl+L'], does: '锁定' },
      { keys: ['F1'], does: '本页的帮助' },
      { keys: ['Alt+1', 'Alt+9', 'Alt+0'], does: '左边第 1 到第 10 项' },
      { keys: ['Alt+↑', 'Alt+↓'], does: '上一个、下一个（单位、人、问题）' },
      { keys: ['Esc'], does: '关闭抽屉、返回' },
    ],
  },
  {
    title: '办事',
    lines: [
      { keys: ['Ctrl+N'], does: '新增' },
      { keys: ['Ctrl+I', 'Ctrl+E'], does: '导入、导出' },
      { keys: ['Ctrl+P'], does: '打印' },
      { keys: ['Ctrl+S'], does: '立即保存' },
      { keys: ['Ctrl+Z'], does: '撤销上一步' },
    ],
  },
  {
    title: '表格',
    lines: [
      { keys: ['↑', '↓', '←', '→'], does: '移动，按住 Shift 扩选' },
      { keys: ['Home', 'End'], does: '行首、行尾；加 Ctrl 到第一行、最后一行' },
      { keys: ['PgUp', 'PgDn'], does: '翻页' },
      { keys: ['Enter'], does: '打开这一行' },
      { keys: ['Ctrl+C'], does: '复制，可直接粘贴到 Excel' },
    ],
  },
  {
    title: '方案审批',
    lines: [
      { keys: ['J', 'K'], does: '下一家、上一家' },
      { keys: ['1', '4'], does: '第 1 到第 4 张卡片' },
      { keys: ['Y', 'N'], does: '符合、不符合' },
    ],
  },
  {
    title: '督导检查',
    lines: [
      { keys: ['↑', '↓'], does: '上一项、下一项' },
      { keys: ['1', '2', '3'], does: '达标、未达标、不适用' },
      { keys: ['N', 'F', 'G'], does: '写情况、登记问题、下一个未答项' },
    ],
  },
  {
    title: '导入',
    lines: [{ keys: ['F8', 'Shift+F8'], does: '下一处、上一处提示' }],
  },
]
