// The menu, as data.
import { app, Menu, shell } from 'electron'
import type { MenuItemConstructorOptions } from 'electron'

const separator: MenuItemConstructorOptions = { type: 'separator' }

const fileMenu: MenuItemConstructorOptions = {
  label: '文件',
  submenu: [
    { role: 'close', label: '关闭窗口' },
    { role: 'quit', label: '退出' },
  ],
}

const editMenu: MenuItemConstructorOptions = {
  label: '编辑',
  submenu: [
    { role: 'undo', label: '撤销' },
    { role: 'redo', label: '恢复' },
    separator,
    { role: 'cut', label: '剪切' },
    { role: 'copy', label: '复制' },
    { role: 'paste', label: '粘贴' },
    { role: 'selectAll', label: '全选' },
  ],
}

const zoomItems: MenuItemConstructorOptions[] = [
  { role: 'zoomIn', label: '放大' },
  { role: 'zoomOut', label: '缩小' },
  { role: 'resetZoom', label: '实际大小' },
  separator,
  { role: 'togglefullscreen', label: '全屏' },
]

/** For those who work on the program itself; not in a released one. */
const workshopItems: MenuItemConstructorOptions[] = [
  separator,
  { role: 'reload', label: '重新载入' },
  { role: 'toggleDevTools', label: '开发者工具' },
]

export function setMenu({ logFile }: { logFile: string }): void {
  const viewMenu = { label: '查看', submenu: app.isPackaged ? zoomItems : [...zoomItems, ...workshopItems] }
  const helpMenu: MenuItemConstructorOptions = {
    label: '帮助',
    submenu: [
      { label: '打开日志所在文件夹', click: () => shell.showItemInFolder(logFile) },
      { role: 'about', label: '关于督导工作台' },
    ],
  }
  Menu.setApplicationMenu(Menu.buildFromTemplate([fileMenu, editMenu, viewMenu, helpMenu]))
}
