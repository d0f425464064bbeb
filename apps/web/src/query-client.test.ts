// @vitest-environment happy-dom

import { QueryObserver } from '@tanstack/solid-query'
import { afterEach, expect, test } from 'vitest'
import { queryClient, refetch } from './query-client.ts'

afterEach(() => queryClient.clear())

/** A query whose answers are given by hand, in the order in which they are asked for. */
const asked = () => {
  const answers: ((answer: string) => void)[] = []
  const observer = new QueryObserver(queryClient, {
    queryKey: ['asked'],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  })
  return { answers, observer, stop: observer.subscribe(() => {}) }
}

test('a first answer that was under way when it became out of date is asked for again', async () => {
  const { answers, observer, stop } = asked()
  const refetched = refetch({ queryKey: ['asked'] })
  answers[0]?.('before the change')
  await expect.poll(() => answers.length).toBe(2)
  answers[1]?.('after it')
  await refetched
  expect(observer.getCurrentResult().data).toBe('after it')
  expect(answers).toHaveLength(2)
  stop()
})

test('an answer that is there is asked for once, and others are left alone', async () => {
  const { answers, observer, stop } = asked()
  answers[0]?.('first')
  await expect.poll(() => observer.getCurrentResult().data).toBe('first')
  await refetch({ queryKey: ['other'] })
  expect(answers).toHaveLength(1)
  const refetched = refetch({ queryKey: ['asked'] })
  answers[1]?.('second')
  await refetched
  expect(observer.getCurrentResult().data).toBe('second')
  expect(answers).toHaveLength(2)
  stop()
})

test('a query that is removed while its first answer is under way is not waited for', async () => {
  const { stop } = asked()
  const refetched = refetch({ queryKey: ['asked'] })
  stop()
  queryClient.removeQueries({ queryKey: ['asked'] })
  await refetched
  expect(queryClient.getQueryCache().findAll()).toEqual([])
})
