/**
 * How many of the words are not usual next to a date without changing its meaning ("Launch", "Phase 2",
 * "target"). Numbers, text in brackets and conditions ("subject to funding") do not count.
 */
export const unexplained = (words: string): number =>
  words
    .replace(/\([^)]*\)?/g, ' ')
    .replace(conditions, ' ')
    .split(/[^\p{L}'&]+/u)
    .filter((word) => word.length > 1 && !around.has(word.toLowerCase())).length

const conditions =
  /\b(?:subject to|depend(?:ing|ent) (?:up)?on|provided|assuming|pending|if|when|once|as part of|in line with|to coincide with|linked to|as per)\b.*/is

const around = new Set(
  `a an the of in on at by for to and or as is be will it its with this that from until till not no than later latest
  date dates target targets due deadline expected expect planned proposed provisional estimated estimate est approx approximately circa about around
  between during within throughout over next sometime before after am pm gmt bst utc eoy noon hrs hours cop
  early mid middle late end close beginning start first second third last week month year quarter half commencing ending w/c wc
  phase stage tranche step part wave cohort option action actions milestone milestones timescale timescales timeframe
  review reviewed reviews launch launched pilot pilots roll rolled rollout out live go publish published publication deliver delivery delivered
  implement implementation implemented completion complete completed achieve achieved report reports reported board meeting meetings committee
  agreed revised revision new now original initial interim final draft version current currently latest plan
  financial fy calendar onwards ongoing bau st nd rd th cell available
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
  q1 q2 q3 q4 qtr spring summer autumn winter`
    .split(/\s+/)
    .filter(Boolean),
)
