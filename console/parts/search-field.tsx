import { Icon } from './icons.tsx'

/** A field that narrows a list down; the key / leads to it. */
export const SearchField = ({ label, value, change }: { label: string, value: string, change: (text: string) => void }) => (
  <div class='search'>
    <Icon name='search' />
    <input type='search' class='field' aria-label={label} placeholder={label} value={value} onInput={({ currentTarget }) => change(currentTarget.value)} />
    <kbd aria-hidden='true'>/</kbd>
  </div>
)
