// Opens and shuts a native dialog with a flag: the browser keeps focus inside and gives it back afterwards.
import { nextTick, onMounted, watch, type Ref } from 'vue'

/** `open` decides; `element` is the <dialog>. */
export function useModal(element: Readonly<Ref<HTMLDialogElement | null>>, open: () => boolean): void {
  function follow(): void {
    const dialog = element.value
    if (!dialog) return
    if (open() && !dialog.open) dialog.showModal()
    if (!open() && dialog.open) dialog.close()
  }
  onMounted(() => {
    follow()
    // A second Escape closes a native dialog even when the first was declined.
    element.value?.addEventListener('close', follow)
  })
  watch(open, () => void nextTick(follow))
}
