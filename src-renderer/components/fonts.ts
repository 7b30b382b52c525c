// Which fonts of official documents this computer lacks: measured, since a page may not read the list of fonts.

interface DocumentFont {
  /** As people call it. */
  name: string
  /** Any one of these serves. */
  families: readonly string[]
}

const documentFonts: readonly DocumentFont[] = [
  { name: '仿宋_GB2312', families: ['FangSong_GB2312', '仿宋_GB2312', 'FangSong', '仿宋', 'STFangsong'] },
  { name: '楷体_GB2312', families: ['KaiTi_GB2312', '楷体_GB2312', 'KaiTi', '楷体', 'STKaiti'] },
  { name: '黑体', families: ['SimHei', '黑体', 'STHeiti'] },
  { name: '宋体', families: ['SimSun', '宋体', 'STSong'] },
  {
    name: '方正小标宋',
    families: ['FZXiaoBiaoSong-B05S', '方正小标宋简体', 'FZXiaoBiaoSong-B05', 'STZhongsong'],
  },
]
const SAMPLE = '督导 mmmmmmmmlli 0123'
const FALLBACKS = ['monospace', 'serif', 'sans-serif'] as const

/** A family that exists changes the width of the sample against at least one fallback. */
function isInstalled(pen: CanvasRenderingContext2D, family: string): boolean {
  return FALLBACKS.some((fallback) => {
    pen.font = `72px ${fallback}`
    const plain = pen.measureText(SAMPLE).width
    pen.font = `72px "${family}", ${fallback}`
    return pen.measureText(SAMPLE).width !== plain
  })
}

/** The names of the document fonts that are missing, in the order of their use. */
export function missingFonts(): string[] {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return []
  return documentFonts
    .filter((font) => !font.families.some((family) => isInstalled(pen, family)))
    .map((font) => font.name)
}
