import { counted } from '@beatbook/domain/english'
import { useQuery } from '@tanstack/solid-query'
import { For, Show } from 'solid-js'
import { At } from '../../ui/Day.tsx'
import { Link } from '../../ui/Link.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { Page } from '../../ui/Page.tsx'
import { ScrollRegion } from '../../ui/ScrollRegion.tsx'
import { documentsQuery } from './queries.ts'

/** All accepted documents. */
export default function DocumentsPage() {
  const documents = useQuery(documentsQuery)
  return (
    <Page title="Documents">
      <Loaded query={documents} what="documents">
        {(data) => (
          <Show
            when={data().length > 0}
            fallback={
              <p>
                This page lists the documents that were accepted, each with what was read from it. None has
                been accepted yet.
              </p>
            }
          >
            <ScrollRegion label="Documents">
              <table>
                <caption class="govuk-visually-hidden">Documents that were accepted</caption>
                <thead>
                  <tr>
                    <th scope="col">Document</th>
                    <th scope="col">Plans</th>
                    <th scope="col">Accepted</th>
                    <th scope="col" class="n">
                      Tables
                    </th>
                    <th scope="col" class="n">
                      Findings
                    </th>
                  </tr>
                </thead>
                <tbody>
                  <For each={data()}>
                    {(document) => (
                      <tr>
                        <th scope="row">
                          <Link href={`/documents/${document.id}`}>{document.name}</Link>
                        </th>
                        <td>
                          <For
                            each={document.plans}
                            fallback={
                              <span class="quiet">
                                {counted(document.tables, 'table of figures', {
                                  plural: 'tables of figures',
                                })}
                              </span>
                            }
                          >
                            {(plan) => (
                              <span class="each">
                                <Show when={!document.undone} fallback={`${plan.title} (import undone)`}>
                                  <Link href={`/plans/${plan.code}`}>{plan.title}</Link>
                                </Show>
                              </span>
                            )}
                          </For>
                        </td>
                        <td>
                          <At at={document.acceptedAt} />
                          <span class="sub">by {document.by}</span>
                        </td>
                        <td class="n">{document.tables}</td>
                        <td class="n">{document.findings}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
            </ScrollRegion>
          </Show>
        )}
      </Loaded>
    </Page>
  )
}
