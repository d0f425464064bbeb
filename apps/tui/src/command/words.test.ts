import { expect, test } from 'vitest'
import { wordsOf } from './words.ts'

test.each([
  [
    '  force  name "Bridewell Police" --from 1/4/27 ',
    ['force', 'name', 'Bridewell Police', '--from', '1/4/27'],
  ],
  ['force name “Arden Vale”', ['force', 'name', 'Arden Vale']],
  ['set cost=12 area=“Dock Side”', ['set', 'cost=12', 'area=Dock Side']],
  ['set note=""', ['set', 'note=']],
  ['', []],
  ['plan add Quays', ['plan', 'add', 'Quays']],
  ['plan add "Safer quays" --code quays', ['plan', 'add', 'Safer quays', '--code', 'quays']],
  ['set ward="South East"', ['set', 'ward=South East']],
  ['add “Safer quays”', ['add', 'Safer quays']],
  ['add "Walk @\\"Dock Team\\":accountable by May"', ['add', 'Walk @"Dock Team":accountable by May']],
  ['add "A \\\\ B \\@beat"', ['add', 'A \\ B \\@beat']],
  ['bulk quays --where \'level:red "door"\'', ['bulk', 'quays', '--where', 'level:red "door"']],
  ["add The wardens' post, the chief's", ['add', 'The', "wardens'", 'post,', 'the', "chief's"]],
  ['add "not closed', ['add', '"not', 'closed']],
  ['add a"b c"d', ['add', 'ab cd']],
  ['add ""', ['add', '']],
  ['  ', []],
])('the words of %s', (line, words) => {
  expect(wordsOf(line)).toEqual(words)
})
