import { computed, signal } from '@preact/signals'

/** How the page stands with the server. */
export type Link = { readonly is: 'connecting' | 'live' | 'lost' } | { readonly is: 'token', readonly wrong: boolean } | { readonly is: 'refused', readonly message: string }

export const link = signal<Link>({ is: 'connecting' })
export const isLive = computed(() => link.value.is === 'live')
