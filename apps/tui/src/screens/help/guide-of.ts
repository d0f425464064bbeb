import type { Screen } from '../state.ts'

/** The part of the guide about each screen, as `beatbook help` takes it. */
export const guideOf: Readonly<Record<Screen['at'], string>> = {
  plans: 'plans#find-a-plan',
  plan: 'terminal#the-screens',
  action: 'actions#the-page-of-an-action',
  why: 'levels#why-an-action-has-its-level',
  compare: 'looking-back#compare-two-days',
  trends: 'looking-back#trends',
  check: 'plans#check-the-plan',
  turning: 'looking-back#what-changed-and-what-turns',
  mine: 'my-work#what-my-work-shows',
  rules: 'levels#what-rag-rules-are',
  'rag-rules': 'levels#what-rag-rules-are',
  aggregates: 'terminal#commands',
  changes: 'looking-back#what-changed-and-what-turns',
  documents: 'documents#find-a-document-again',
  owners: 'owners#find-an-owner',
  talk: 'actions#conversations',
  views: 'grid#saved-views',
}
