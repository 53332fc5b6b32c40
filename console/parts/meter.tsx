import { format, words } from '../state/page/language.ts'

/** How much of a limit is used. */
export function Meter ({ label, value, limit }: { label: string, value: number, limit: number | undefined }) {
  const share = limit === undefined || limit === 0 ? 0 : Math.min(100, value / limit * 100)
  return (
    <div class={limit !== undefined && value >= limit ? 'meter full' : 'meter'}>
      <span class='muted'>{label}</span>
      <span><b>{format.value.number(value)}</b> / {limit === undefined ? words.value.accounts.unlimited : format.value.number(limit)}</span>
      <div class='track'><div style={{ width: `${share}%` }} /></div>
    </div>
  )
}
