import { Icon } from '../parts/icons.tsx'
import { dismiss, said, toast, undo } from '../state/page/notice.ts'
import { words } from '../state/page/language.ts'

/** What was done last, for a while, and what a screen reader says. */
export const Notices = () => (
  <>
    <div class='hidden' role='status' aria-live='polite'>{said}</div>
    <div class='toast-place' role={toast.value?.bad === true ? 'alert' : undefined}>
      {toast.value !== undefined && (
        <div class={toast.value.bad ? 'toast bad' : 'toast'}>
          <span lang={toast.value.bad && toast.value.text !== words.value.lost ? 'en' : undefined}>{toast.value.text}</span>
          {toast.value.undo !== undefined && <button type='button' class='button' onClick={undo}>{words.value.undo}<kbd>Z</kbd></button>}
          <button type='button' class='icon-button' title={words.value.close} onClick={dismiss}><Icon name='close' /><span class='hidden'>{words.value.close}</span></button>
        </div>
      )}
    </div>
  </>
)
