export { readDay } from '@beatbook/domain'
