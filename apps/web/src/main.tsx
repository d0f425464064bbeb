import { render } from 'solid-js/web'
import { App } from './app.tsx'
import { readablePath } from './shell/readable-path.ts'
import './style/main.scss'
import { showSigns } from './ui/signs.ts'

const { pathname, search, hash } = location
if (readablePath(pathname) !== pathname)
  history.replaceState(null, '', readablePath(pathname) + search + hash)

showSigns(document)

const root = document.getElementById('app')
if (root) render(() => <App />, root)
