/** The words of the view of conduct, in a file of their own: they are loaded with it, not with the page. */
const en = {
  heading: 'What the client should not have done',
  look: 'Look again',
  looked: (requests: number, rules: number) => `${requests} ${requests === 1 ? 'request' : 'requests'}, ${rules} rules.`,
  forgotten: (count: number) => `${count} older ${count === 1 ? 'request is' : 'requests are'} forgotten.`,
  empty: 'Nothing was found.',
  severity: { high: 'High', medium: 'Medium', low: 'Low' },
  times: (count: number) => `${count} times`,
  request: (number: number) => `Request ${number}`
}

const fr: typeof en = {
  heading: 'Ce que le client n’aurait pas dû faire',
  look: 'Regarder encore',
  looked: (requests, rules) => `${requests} ${requests < 2 ? 'requête' : 'requêtes'}, ${rules} règles.`,
  forgotten: (count) => `${count} ${count < 2 ? 'requête plus ancienne est oubliée' : 'requêtes plus anciennes sont oubliées'}.`,
  empty: 'Rien n’a été trouvé.',
  severity: { high: 'Grave', medium: 'Moyen', low: 'Léger' },
  times: (count) => `${count} fois`,
  request: (number) => `Requête ${number}`
}

export const conductWords = { en, fr } as const
