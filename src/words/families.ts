/** The families of brands, whose accounts call operations of the same name in different forms: PSA's and FCA's. */
export const FAMILIES = ['psa', 'fca'] as const

export type Family = typeof FAMILIES[number]
