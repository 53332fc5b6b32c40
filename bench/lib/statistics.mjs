const sorted = (numbers) => numbers.toSorted((a, b) => a - b)

export const median = (numbers) => sorted(numbers)[Math.floor(numbers.length / 2)]
export const percentile = (numbers, share) => sorted(numbers)[Math.ceil(numbers.length * share) - 1]

/** The median over rounds of each round's figure as a ratio to the other's in the same round. */
export const medianRatio = (figures, others) => median(figures.map((figure, round) => figure / others[round]))
