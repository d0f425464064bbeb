import { expect, test } from 'vitest'
import { tagsOnce, tagsTyped, tagsWith } from './tags.ts'

test('a tag is there once, as it was first written, without regard to case and spaces', () => {
  expect(tagsOnce(['Night time', 'ASB', 'night  TIME', 'asb'])).toEqual(['Night time', 'ASB'])
})

test('tags are added behind the others and removed in any spelling', () => {
  expect(tagsWith(['ASB', 'Winter'], { add: ['winter', 'Parks'], remove: ['asb'] })).toEqual([
    'Winter',
    'Parks',
  ])
  expect(tagsWith(['ASB'], {})).toEqual(['ASB'])
  expect(tagsWith(['ASB'], { add: ['Parks'], remove: ['Parks'] })).toEqual(['ASB'])
})

test('typed tags are separated by commas, semicolons or lines, with or without a sign', () => {
  expect(tagsTyped('#ASB, Night time;parks\n asb,, # ')).toEqual(['ASB', 'Night time', 'parks'])
  expect(tagsTyped(' ')).toEqual([])
})
