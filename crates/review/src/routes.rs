//! What is asked, to what is answered.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::header::{CONTENT_TYPE, HeaderName, LOCATION, SET_COOKIE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use maud::Markup;
use rostra_annotate::{Edit, Version};
use serde::Deserialize;

use crate::assets::asset;
use crate::guard::{Guard, Verdict};
use crate::pages::answer::{Refusal, answer, forestalled};
use crate::pages::{self, Listing};
use crate::queue::{Filter, Order};
use crate::work::{About, Changed, Work, WorkError};

/// Bytes of a request, at most.
const LARGEST: usize = 64 << 10;

/// What all answers are made from.
pub(crate) struct App {
    pub(crate) work: Arc<Work>,
    pub(crate) guard: Guard,
    pub(crate) order: Order,
    /// Names this run: numbers of releases are another's.
    pub(crate) run: String,
}

type Shared = State<Arc<App>>;

/// All routes behind the guard.
pub(crate) fn router(app: Arc<App>) -> Router {
    Router::new()
        .route("/", get(queue))
        .route("/list", get(list))
        .route("/next", get(next))
        .route("/release/{number}", get(release))
        .route("/release/{number}/edit", post(edit))
        .route("/release/{number}/undo", post(undo))
        .route("/assets/{name}", get(file))
        .fallback(async || {
            page(
                StatusCode::NOT_FOUND,
                &pages::refusal("There is no such page."),
            )
        })
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(from_fn_with_state(app.clone(), guarded))
        .layer(from_fn(headed))
        .with_state(app)
}

async fn guarded(State(app): Shared, request: Request, next: Next) -> Response {
    let verdict = app
        .guard
        .judge(request.method(), request.uri(), request.headers());
    match verdict {
        Verdict::Pass => next.run(request).await,
        Verdict::Refuse(status, reason) => page(status, &pages::refusal(reason)),
        Verdict::Enter => {
            // A strict cookie is not sent where the way began on another site: there, a page leads on.
            let site = request.headers().get("sec-fetch-site");
            let foreign = site.is_some_and(|site| site != "none" && site != "same-origin");
            let mut answer = match foreign {
                true => page(StatusCode::OK, &pages::onward()),
                false => (StatusCode::SEE_OTHER, [(LOCATION, "/")]).into_response(),
            };
            if let Ok(cookie) = HeaderValue::from_str(&app.guard.set_cookie()) {
                answer.headers_mut().insert(SET_COOKIE, cookie);
            }
            answer
        }
    }
}

/// What every answer says: nothing from elsewhere runs here, nothing of here is shown elsewhere, nothing is kept.
async fn headed(request: Request, next: Next) -> Response {
    const HEADERS: [(&str, &str); 6] = [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        ),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-store"),
    ];
    let mut answer = next.run(request).await;
    for (name, value) in HEADERS {
        let headers = answer.headers_mut();
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    answer
}

/// What the queue is asked for.
#[derive(Deserialize)]
struct Page {
    #[serde(default)]
    page: usize,
}

fn listing(app: &App, filter: Filter, at: &Page) -> Listing {
    Listing {
        filter,
        page: at.page,
        order: app.order,
    }
}

async fn queue(
    State(app): Shared,
    Query(filter): Query<Filter>,
    Query(at): Query<Page>,
) -> Response {
    let listing = listing(&app, filter, &at);
    shown(app, move |app| pages::queue(&app.work, &listing)).await
}

async fn list(
    State(app): Shared,
    Query(filter): Query<Filter>,
    Query(at): Query<Page>,
) -> Response {
    let listing = listing(&app, filter, &at);
    shown(app, move |app| pages::list(&app.work, &listing)).await
}

/// Where one is, to be led on from.
#[derive(Deserialize)]
struct Here {
    after: Option<usize>,
}

async fn next(
    State(app): Shared,
    Query(filter): Query<Filter>,
    Query(here): Query<Here>,
) -> Response {
    let number = app.work.desk().view(|entries| {
        let open = filter.next(entries, app.order, here.after);
        // From the queue, one may look through what is done.
        open.or_else(|| match here.after {
            None => filter.numbers(entries, app.order).first().copied(),
            Some(_) => None,
        })
    });
    let query = filter.query(&[]);
    let to = number.map_or_else(
        || format!("/{query}"),
        |number| format!("/release/{number}{query}"),
    );
    (StatusCode::SEE_OTHER, [(LOCATION, to)]).into_response()
}

async fn release(
    State(app): Shared,
    Path(number): Path<usize>,
    Query(filter): Query<Filter>,
) -> Response {
    let opened = blocking(app.clone(), move |app| {
        let opened = app.work.open(number)?;
        let (_, complete) = app.work.desk().count();
        let tally = app.work.tally();
        Ok::<_, WorkError>(pages::release(
            number,
            &opened,
            &app.run,
            &filter,
            (&tally, complete),
        ))
    });
    match opened.await {
        Ok(shown) => page(StatusCode::OK, &shown),
        Err(error) => page(status(&error), &pages::refusal(&error.to_string())),
    }
}

async fn file(Path(name): Path<String>) -> Response {
    match asset(&name) {
        Some((kind, bytes)) => ([(CONTENT_TYPE, kind)], bytes.into_owned()).into_response(),
        None => page(
            StatusCode::NOT_FOUND,
            &pages::refusal("There is no such file."),
        ),
    }
}

/// A change: to which state, by a page of which run.
#[derive(Deserialize)]
struct Wanted {
    run: String,
    version: String,
    #[serde(default)]
    about: About,
    /// None for an undo.
    edit: Option<Edit>,
}

async fn edit(
    State(app): Shared,
    Path(number): Path<usize>,
    Query(filter): Query<Filter>,
    Json(mut wanted): Json<Wanted>,
) -> Response {
    let Some(edit) = wanted.edit.take().map(with_code) else {
        return refused(StatusCode::UNPROCESSABLE_ENTITY, "no edit".to_owned());
    };
    let aim = (wanted.about.clone(), Some(edit.clone()));
    change(app, number, filter, wanted, aim, move |work, wanted| {
        work.edit(number, &Version::of(&wanted.version), &edit, &wanted.about)
    })
    .await
}

async fn undo(
    State(app): Shared,
    Path(number): Path<usize>,
    Query(filter): Query<Filter>,
    Json(wanted): Json<Wanted>,
) -> Response {
    let aim = (About::default(), None);
    change(app, number, filter, wanted, aim, move |work, wanted| {
        work.undo(number, &Version::of(&wanted.version))
    })
    .await
}

/// Makes a change and says what is other now, with the time that each part of it took.
async fn change(
    app: Arc<App>,
    number: usize,
    filter: Filter,
    wanted: Wanted,
    (about, edit): (About, Option<Edit>),
    make: impl FnOnce(&Work, &Wanted) -> Result<Changed, WorkError> + Send + 'static,
) -> Response {
    if wanted.run != app.run {
        let why = "The program has been started anew since: load this page again.";
        return refused(StatusCode::GONE, why.to_owned());
    }
    let made = blocking(app, move |app| {
        let begun = Instant::now();
        let changed = make(&app.work, &wanted)?;
        let made = begun.elapsed();
        let (_, complete) = app.work.desk().count();
        let next = filter.query(&[("after", number)]);
        let answer = answer(&changed, &next, &app.work.tally(), complete);
        Ok((answer, changed.saving, made, begun.elapsed()))
    });
    match made.await {
        Ok((answer, saving, made, all)) => {
            let times = [
                ("save", saving),
                ("edit", made - saving),
                ("render", all - made),
            ];
            (
                [("server-timing", times.map(timing).join(", "))],
                Json(answer),
            )
                .into_response()
        }
        Err(WorkError::Conflict(theirs)) => {
            let answer = forestalled(&theirs, edit.as_ref(), &about);
            (StatusCode::CONFLICT, Json(answer)).into_response()
        }
        Err(error) => refused(status(&error), error.to_string()),
    }
}

fn timing((name, time): (&str, Duration)) -> String {
    format!("{name};dur={:.2}", time.as_secs_f64() * 1000.0)
}

/// `edit` with the code of a country that was chosen from the list, which writes it behind the name.
fn with_code(edit: Edit) -> Edit {
    match edit {
        Edit::Country {
            person,
            country: Some(name),
        } => {
            let code = name
                .trim()
                .strip_suffix(')')
                .and_then(|name| name.rsplit_once('('));
            let country = code.map_or(name.as_str(), |(_, code)| code).to_owned();
            Edit::Country {
                person,
                country: Some(country),
            }
        }
        other => other,
    }
}

/// Runs `make` where it may wait for files.
async fn blocking<T: Send + 'static>(
    app: Arc<App>,
    make: impl FnOnce(&App) -> Result<T, WorkError> + Send + 'static,
) -> Result<T, WorkError> {
    let made = tokio::task::spawn_blocking(move || make(&app)).await;
    made.unwrap_or(Err(WorkError::Panic))
}

async fn shown(app: Arc<App>, make: impl FnOnce(&App) -> Markup + Send + 'static) -> Response {
    match blocking(app, move |app| Ok(make(app))).await {
        Ok(shown) => page(StatusCode::OK, &shown),
        Err(error) => page(status(&error), &pages::refusal(&error.to_string())),
    }
}

fn status(error: &WorkError) -> StatusCode {
    match error {
        WorkError::NoRelease => StatusCode::NOT_FOUND,
        WorkError::Edit(_) | WorkError::NothingToUndo => StatusCode::UNPROCESSABLE_ENTITY,
        WorkError::Conflict(_) => StatusCode::CONFLICT,
        WorkError::Desk(_) | WorkError::Fixture(_) | WorkError::Panic => {
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

fn page(status: StatusCode, shown: &Markup) -> Response {
    let kind = [(CONTENT_TYPE, "text/html; charset=utf-8")];
    (status, kind, shown.0.clone()).into_response()
}

fn refused(status: StatusCode, error: String) -> Response {
    let refusal = Refusal {
        error,
        ..Refusal::default()
    };
    (status, Json(refusal)).into_response()
}
