import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Running, setUpArguments, startServer, variablesOf } from '../src/testing/running.ts'
import { openTerminal, type Terminal } from '../src/testing/terminal.ts'

// Every command is typed on the `:` line or is a key of the screens.
describe('a plan manager’s week in the terminal', () => {
  let on: Running
  let screen: Terminal
  beforeAll(async () => {
    on = await startServer()
    expect(on.beatbook(setUpArguments('--name', 'Programme office')).code).toBe(0)
    screen = openTerminal('week', [], {
      columns: 150,
      rows: 34,
      folder: on.folder,
      env: variablesOf(on),
    })
    await screen.shows('There is no plan yet.')
  })
  afterAll(async () => {
    screen.close()
    await on.stop()
  })

  /** Types a line after `:` and gives it once it is on the screen: sooner it would be taken as pasted. */
  const give = async (line: string, said: string | RegExp): Promise<void> => {
    screen.press(':')
    await screen.shows('commands · ↓ ↑ choose')
    screen.write(line)
    await screen.shows(line.slice(-30))
    screen.press('Enter')
    await screen.shows(said)
  }
  const undo = async (what: string): Promise<void> => {
    // Moving takes away what was said before.
    screen.press('g')
    await screen.shows(/^(?![\s\S]*undo)/i)
    screen.press('U')
    await screen.shows(`Undone: ${what}`)
  }
  const data = (...args: readonly string[]) => JSON.parse(on.beatbook([...args, '--json']).out).data
  const owners = (address: string): string[] =>
    data('action', address).owners.map(({ name }: { readonly name: string }) => name)

  test('on Monday a plan is begun, and its actions are written one line each', async () => {
    await give('plan add "Safer quays" --code quays --period 2026/27', 'The plan was added.')
    await give('section add quays Lamps', 'The section was added.')
    await give('action add quays "Fit lamps @Estates by Mar 2027" --section Lamps', 'quays/1: Fit lamps')
    await give('action add quays "Walk docks @\\"Sergeant & Inspector\\" by Feb 2027"', 'quays/2: Walk docks')
    await give('action add quays "Meet the pilots @Wardens by Jan 2027"', 'quays/3: Meet the pilots')
    await give('action add quays "Mark moorings and buoys @\\"Harbor Wardens\\""', 'quays/4: Mark moorings')
    await give('actions quays', '1 of 4')
    await screen.shows('── Lamps ─')
    expect(owners('quays/2')).toEqual(['Sergeant & Inspector'])
  })

  test('on Tuesday owners are split and merged, a post gets its holder and then another, and all is undone', async () => {
    const split = 'owner split "Sergeant & Inspector" --into "Dock Sergeant" --into "Dock Inspector"'
    await give(split, 'The owner was split. U undoes it.')
    expect(owners('quays/2')).toEqual(['Dock Sergeant', 'Dock Inspector'])
    await give('owner merge Wardens "Harbor Wardens" --reason "The same crew"', 'The owners were merged.')
    expect(owners('quays/3')).toEqual(['Harbor Wardens'])
    await give('owner edit "Dock Sergeant" --kind post', 'The owner was saved.')
    await give('holder begin "Dock Sergeant" "Sgt Wren" --from 1/4/26', 'The holder of the post was saved.')
    await give('holder begin "Dock Sergeant" "Sgt Dunnock"', 'The holder of the post was saved.')
    await give('owners', 'BELONGS TO')
    screen.press('Escape')
    await screen.shows('1 of 4')
    for (const what of [
      'The holder',
      'The holder',
      'The owner was saved',
      'The owners were merged',
      'The owner was split',
    ])
      await undo(what)
    expect(owners('quays/3')).toEqual(['Wardens'])
    expect(owners('quays/2')).toEqual(['Sergeant & Inspector'])
  })

  test('on Wednesday an action is split and merged, and the dates of marked ones are shifted; all is undone', async () => {
    const split = 'action split quays/4 --part "Mark the buoys by May 2027" --text "Mark the moorings"'
    await give(split, 'The action was split. U undoes it.')
    await screen.shows('declared: 5')
    await screen.shows('Mark the buoys')
    await undo('The action was split')
    await screen.shows('declared: 4')
    await give('action merge quays/1 --merged quays/3 --reason "One job"', 'The actions were merged.')
    await screen.shows('(withdrawn) Meet the pilots')
    await undo('The actions were merged')
    await screen.shows(/(?<!\) )Meet the pilots/)
    await give('action edit --success "Fewer slips"', 'The action was saved. U undoes it.')
    await undo('The action was saved')
    await give('owner merge Nobody Estates', 'There is no owner “Nobody”')
    screen.press('Escape', 'g', 'Space', 'Space', 'b')
    await screen.shows('Change 2 actions of quays')
    screen.write('1m')
    screen.press('BTab', 'BTab')
    screen.write('Board')
    await screen.shows('2 actions will change.')
    screen.press('Enter')
    await screen.shows('2 actions changed. U undoes it.')
    await screen.shows('by Apr 2027')
    await undo('2 actions changed.')
    await screen.shows('by Mar 2027')
  })

  test('on Thursday an update is recorded and undone, one is withdrawn, and what was typed before is given again', async () => {
    screen.press('g', 'u')
    await screen.shows('What happened?')
    screen.write('Forty lamps of sixty are up')
    screen.press('Enter')
    await screen.shows('The update was recorded. U undoes it.')
    await undo('The update was recorded')
    await give('withdraw', 'Say why, behind a colon')
    screen.write(': the council fits them')
    screen.press('Enter')
    await screen.shows('(withdrawn) Fit lamps')
    await undo('The action was withdrawn')
    await give('section add quays Moorings', 'The section was added.')
    await undo('The section was added')
    screen.press(':')
    await screen.shows('commands · ↓ ↑ choose')
    screen.press('C-p')
    await screen.shows(':section add quays Moorings')
    screen.press('C-p')
    await screen.shows(':withdraw: the council fits them')
    screen.press('C-n', 'Enter')
    await screen.shows('The section was added. U undoes it.')
    await screen.shows('sections: “Lamps”, “Moorings”')
  })

  test('on Friday a command of the command line is run, a line that was left is there again, and the plan is seen as before', async () => {
    await give('history quays/1', 'Press Enter to go back to the screens.')
    await screen.shows('Action set')
    screen.press('Enter')
    await screen.shows('1 of 4')
    screen.press(':')
    screen.write('plan edit quays --sponsor "Head of')
    await screen.shows('"Head of')
    screen.press('C-c')
    await screen.shows('ended with 0')
    const again = openTerminal('week-again', [], {
      columns: 110,
      rows: 30,
      folder: on.folder,
      env: variablesOf(on),
    })
    try {
      await again.shows('1 of 1')
      again.press(':')
      await again.shows('Ctrl-P earlier lines')
      again.press('C-p')
      await again.shows(':plan edit quays --sponsor "Head of')
      again.write(' Policing"')
      again.press('Enter')
      await again.shows('The plan was saved.')
      again.press('Enter')
      await again.shows('1 of 4')
      again.press('a')
      await again.shows('As at:')
      again.write('yesterday')
      again.press('Enter')
      await again.shows('0 of 0')
      again.press('q')
      await again.shows('ended with 0')
    } finally {
      again.close()
    }
    expect(data('plans', 'quays').plans[0].sponsor).toBe('Head of Policing')
  })
})
