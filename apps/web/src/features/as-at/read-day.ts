export { readDayFrom } from '@beatbook/domain'
