/** Examples for the help of verbs by hand: the line, and what it does. */
export const examplesByHand: Readonly<Record<string, readonly (readonly [line: string, does: string])[]>> = {
  read: [
    ['read plan.docx', 'what Beatbook makes of a document'],
    ['read *.docx --json', 'the same for programs, one line for each'],
  ],
  check: [
    ['check charter', 'what is to be put right in a plan'],
    ['check plan.docx --severity no-date=error', 'a document; ends with 7 where an action has no date'],
  ],
  'rules list': [['rules list', 'the RAG rules there are, and the plans they rate']],
  'rules show': [['rules show force-default --json > ours.json', 'a file to change and save']],
  'rules check': [['rules check ours.json', 'whether it can be saved']],
  'rules save': [['rules save ours.json', 'the next version of its code']],
  'rules test': [['rules test ours.json --plan charter', 'what would change, before it is adopted']],
  'rules pin': [['rules pin charter ours', 'rate a plan by it from today']],
  import: [
    ['import plan.docx', 'decide what is open, then make it a live plan'],
    ['import plan.docx --dry-run', 'what would be accepted; keeps nothing'],
    ['import plan.docx --yes --code charter', 'with every cautious choice, for scripts'],
  ],
  bring: [
    ['bring charter.xlsx', 'what is new in a workbook that comes back; saves nothing'],
    ['bring north.xlsx south.xlsx --apply', 'two people’s workbooks, without what conflicts'],
  ],
  export: [
    ['export charter --output charter.xlsx', 'a workbook to change and bring back'],
    ['export charter --output owners.zip --format xlsx --per-owner', 'a workbook for each owner'],
    [
      'export charter --paper --board "Policing Board" --compare-with "last month end" --output paper.pdf',
      'a board paper',
    ],
    [
      `export charter --format md --where 'level:red' --as-at "last month end"`,
      'the red ones as they stood, to paste',
    ],
  ],
  'document list': [['document list', 'the documents that were accepted']],
  'document get': [['document get ID --output plan.docx', 'the original of one']],
  plans: [
    ['plans', 'the plans there are'],
    ['plans --as-at "last month end" --json', 'as they stood, for programs'],
  ],
  actions: [
    ['actions charter --level red,amber', 'declared red or amber'],
    [`actions charter --where 'level:red silent>42 "door"'`, 'as it is typed on the page'],
    ['actions charter --view "Late"', 'as a saved view lays them out'],
    ['actions --owner Estates --due-by 14d', 'what Estates has to do within two weeks'],
    ['actions charter --jsonl --fields address,level,timescale.latest', 'one line of JSON for each'],
  ],
  views: [['views charter', 'the saved views of a plan, your own and shared']],
  'view save': [
    [
      `view save "Late" --plan charter --where 'level:red silent>42' --group owner`,
      'save a view for yourself',
    ],
    [
      'view save "Board" --plan charter --sort "-level, due" --shared',
      'and for everybody who may read the plan',
    ],
  ],
  'view remove': [['view remove "Late" --plan charter', 'remove a view of yours']],
  action: [['action charter/32', 'one action, whole']],
  history: [['history charter/32', 'everything said about it']],
  why: [['why charter/18 --as-at yesterday', 'why it had its level, and what would turn it green']],
  rag: [['rag charter', 'a plan’s two bars, where they disagree, and what turns next']],
  forecast: [['forecast charter --until "financial year end"', 'what turns by 31 March, if nobody writes']],
  trends: [['trends charter --from "start of this financial year"', 'counts by level over time']],
  changes: [
    ['changes --since 7d', 'the last week of every plan'],
    ['changes charter --since "last month end" --jsonl --fields recordedAt,address,text', 'for programs'],
  ],
  watch: [
    ['watch', 'a line whenever somebody records something'],
    ['watch --jsonl --count 1', 'waits for the next change, then ends'],
  ],
  compare: [
    ['compare charter --from "last month end"', 'what changed since'],
    ['compare charter --draft new.docx', 'today beside a document'],
  ],
  mine: [
    ['mine --answer-for Estates', 'say whose work is yours'],
    ['mine', 'what waits for you'],
    ['mine --mark-read', 'the comments that mention you are read'],
  ],
  attach: [
    ['attach charter/32 doorbell.jpg --evidence', 'a file that shows that it was done, today'],
    ['attach charter/32 https://www.example.org/minutes --title Minutes --update last', 'with an update'],
  ],
  attachments: [
    ['attachments charter/32', 'its files and links, numbered'],
    ['attachments charter/32 --as-at 2026-03-31 --json', 'as they stood, for programs'],
  ],
  'attachment get': [['attachment get charter/32 1 --output doorbell.jpg', 'save the first of them']],
  'attachment change': [
    ['attachment change charter/32 1 --evidence-on "3 March 2026"', 'it shows what was done on that day'],
    ['attachment change charter/32 1 --no-evidence --reason "It shows the old one"', 'no longer'],
  ],
  detach: [['detach charter/32 1 --reason "The wrong door"', 'it is gone from today']],
  comments: [
    ['comments charter/32', 'what was asked and answered about an action'],
    ['comments charter --json', 'about a plan, for programs'],
  ],
  'comment add': [
    ['comment add charter/32 "Who pays for the lamps, @Estates?" --field owner', 'ask about a field'],
    ['comment add charter - < words.txt', 'about a plan, the words from a file'],
  ],
  'comment answer': [['comment answer charter/32#2 "The fund"', 'answer the second conversation']],
  'comment edit': [['comment edit charter/32#2.3 "The safety fund"', 'other words for its third comment']],
  'comment remove': [['comment remove charter/32#2.3', 'a comment of yours']],
  'comment settle': [['comment settle charter/32#2', 'nothing is left to answer']],
  'comment reopen': [['comment reopen charter/32#2', 'something is']],
  override: [
    [
      'override charter/5 --level amber --until "31 January 2027" --reason "Board, 3 March"',
      'until that day',
    ],
  ],
  lift: [['lift charter/5', 'the rules decide again']],
  link: [['link charter/5 --kind depends-on --to charter/6', 'what it is to another']],
  depends: [['depends charter/5 --on charter/6', 'it waits for another']],
  update: [
    ['update charter/32 --text "16 fitted"', 'words alone'],
    ['update charter/32 --level amber --timescale "by March 2027" --reason "Listed building"', 'a new date'],
    ['update charter/32 --text - < words.txt', 'the words from a file'],
    ['update charter/32 --stage complete --attach register.pdf --evidence', 'with a file that shows it'],
  ],
  set: [['set charter/32 cost=£1,250 ward=North', 'columns of the force’s own']],
  undo: [
    ['undo charter/32', 'the entry that was recorded last'],
    ['undo --command ID', 'all that a command did'],
  ],
  withdraw: [['withdraw charter/36 --reason "Joined to 35"', 'no longer promised']],
  restore: [['restore charter/36', 'it counts again in its plan']],
  apply: [
    ['apply changes.jsonl --dry-run', 'whether every line fits; sends nothing'],
    ['apply changes.jsonl --go-on --json', 'send all of them, with a result for each'],
    ['schema --input record-update', 'what the input of a line may have'],
  ],
  completion: [
    ['completion bash >> ~/.bashrc', 'for bash'],
    ['completion zsh > ~/.zfunc/_beatbook', 'for zsh'],
    ['completion fish > ~/.config/fish/completions/beatbook.fish', 'for fish'],
    ['completion powershell >> $PROFILE', 'for PowerShell'],
  ],
  schema: [
    ['schema actions', 'what “actions --json” prints'],
    ['schema --input edit-action', 'what a line of “apply” holds'],
  ],
  'feed list': [['feed list', 'your secret addresses, with their last use']],
  'feed add': [
    ['feed add --calendar', 'a calendar of your work for Outlook'],
    ['feed add --data --plan charter --name "Board report"', 'tables of a plan for Excel or Power BI'],
  ],
  'feed end': [['feed end "Board report"', 'end it: the address opens nothing any more']],
  'people add': [
    ['people add clerk@force.example --name Clerk --role editor --password-file first', 'let somebody in'],
  ],
  audit: [['audit --since 7d', 'changes of people and rights in the last week']],
  setup: [
    [
      'setup --token TOKEN --email office@force.example --password-file password --sample',
      'with the sample force',
    ],
  ],
  login: [
    ['login', 'approve this terminal on a web page'],
    ['login --email office@force.example --password-file password', 'for scripts'],
  ],
}
