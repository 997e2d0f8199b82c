//! A table of numbers, as markup.

use crate::charts::{Row, Table};
use leptos::prelude::*;

/// The table, whatever is in it now.
#[component]
pub fn TableView(
    /// The numbers.
    #[prop(into)]
    table: Signal<Table>,
) -> impl IntoView {
    let head = move || {
        let head = table.read().head.clone();
        head.into_iter().map(|name| view! { <th scope="col">{name}</th> }).collect_view()
    };
    let body = move || {
        let rows = table.read().rows.clone();
        rows.into_iter().map(row).collect_view()
    };
    view! {
        <div class="table-scroll" tabindex="0" role="group" aria-label=move || table.read().caption.clone()>
            <table>
                <caption>{move || table.read().caption.clone()}</caption>
                <thead><tr>{head}</tr></thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}

fn row(row: Row) -> impl IntoView {
    view! {
        <tr class=if row.total { "total" } else { "" }>
            <th scope="row">{row.head}</th>
            {row.cells.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view()}
        </tr>
    }
}
