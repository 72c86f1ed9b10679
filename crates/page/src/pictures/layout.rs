//! Where the nodes of a network stand: pulled together by what ties them, pushed apart by each other, then moved until no two labels touch.
//!
//! After Fruchterman and Reingold 1991, "Graph drawing by force-directed placement", with a pull to the middle, so that parts that nothing ties stay in
//! the picture. Nodes begin on a spiral, so the same network always looks the same.

/// A node's room: half its width and half its height.
pub(crate) type Room = (f64, f64);

const ROUNDS: usize = 400;

/// Nodes further apart than so many times the usual distance do not push each other: parts that nothing ties stay near.
const FAR: f64 = 2.0;

/// The golden angle, in radians: neighbours in number are never neighbours on the spiral.
const TURN: f64 = 2.399_963;

/// Places of nodes with these `rooms` within `width` and `height`; `ties` are two nodes and a weight.
pub(crate) fn places(
    rooms: &[Room],
    ties: &[(usize, usize, f64)],
    width: f64,
    height: f64,
) -> Vec<(f64, f64)> {
    let count = rooms.len().max(1) as f64;
    let reach = 0.75 * (width * height / count).sqrt();
    let aspect = height / width;
    let mut places: Vec<(f64, f64)> = (0..rooms.len())
        .map(|n| {
            let (angle, radius) = (
                n as f64 * TURN,
                0.45 * width * ((n as f64 + 0.5) / count).sqrt(),
            );
            (radius * angle.cos(), radius * angle.sin() * aspect)
        })
        .collect();
    for round in 0..ROUNDS {
        let heat = 0.1 * width * (1.0 - round as f64 / ROUNDS as f64).powi(2) + 0.1;
        let pushes = forces(&places, ties, reach, aspect);
        for (place, (x, y)) in places.iter_mut().zip(pushes) {
            let length = x.hypot(y).max(1e-9);
            let step = length.min(heat) / length;
            *place = (place.0 + x * step, place.1 + y * step);
        }
    }
    fit(&mut places, rooms, width, height);
    for _ in 0..ROUNDS {
        if !part(&mut places, rooms, width, height) {
            break;
        }
    }
    places
}

fn forces(
    places: &[(f64, f64)],
    ties: &[(usize, usize, f64)],
    reach: f64,
    aspect: f64,
) -> Vec<(f64, f64)> {
    // Height is dearer than width: the picture is as wide as the page.
    let mut pushes: Vec<(f64, f64)> = places
        .iter()
        .map(|&(x, y)| (-0.35 * x, -0.35 * y / aspect.max(0.1)))
        .collect();
    for (a, &(ax, ay)) in places.iter().enumerate() {
        for (b, &(bx, by)) in places.iter().enumerate().skip(a + 1) {
            let (dx, dy) = (ax - bx, ay - by);
            let square = (dx * dx + dy * dy).max(1.0);
            if square > (FAR * reach).powi(2) {
                continue;
            }
            let push = reach * reach / square;
            add(&mut pushes, a, dx * push, dy * push);
            add(&mut pushes, b, -dx * push, -dy * push);
        }
    }
    for &(a, b, weight) in ties {
        if let (Some(&(ax, ay)), Some(&(bx, by))) = (places.get(a), places.get(b)) {
            let (dx, dy) = (ax - bx, ay - by);
            let pull = dx.hypot(dy) / reach * (0.6 + weight.min(4.0)).min(2.5);
            add(&mut pushes, a, -dx * pull, -dy * pull);
            add(&mut pushes, b, dx * pull, dy * pull);
        }
    }
    pushes
}

fn add(pushes: &mut [(f64, f64)], node: usize, x: f64, y: f64) {
    if let Some(push) = pushes.get_mut(node) {
        *push = (push.0 + x, push.1 + y);
    }
}

/// Stretches the places over the picture.
fn fit(places: &mut [(f64, f64)], rooms: &[Room], width: f64, height: f64) {
    let widest = rooms.iter().map(|room| room.0).fold(0.0, f64::max);
    let highest = rooms.iter().map(|room| room.1).fold(0.0, f64::max);
    let bounds = |of: fn(&(f64, f64)) -> f64| {
        let all = places.iter().map(of);
        let low = all.clone().fold(f64::INFINITY, f64::min);
        (low, all.fold(f64::NEG_INFINITY, f64::max))
    };
    let ((left, right), (top, bottom)) = (bounds(|p| p.0), bounds(|p| p.1));
    let stretch = |at: f64, low: f64, high: f64, edge: f64, room: f64| {
        let share = if high - low < 1e-9 {
            0.5
        } else {
            (at - low) / (high - low)
        };
        edge + share * (room - 2.0 * edge)
    };
    for place in places {
        *place = (
            stretch(place.0, left, right, widest, width),
            stretch(place.1, top, bottom, highest, height),
        );
    }
}

/// Moves nodes that touch a little apart; whether any did.
fn part(places: &mut [(f64, f64)], rooms: &[Room], width: f64, height: f64) -> bool {
    let mut touched = false;
    for a in 0..places.len() {
        for b in a + 1..places.len() {
            let (Some(&(ax, ay)), Some(&(bx, by))) = (places.get(a), places.get(b)) else {
                continue;
            };
            let (Some(&(aw, ah)), Some(&(bw, bh))) = (rooms.get(a), rooms.get(b)) else {
                continue;
            };
            let (over_x, over_y) = (aw + bw - (ax - bx).abs(), ah + bh - (ay - by).abs());
            if over_x <= 0.0 || over_y <= 0.0 {
                continue;
            }
            touched = true;
            // Along the shorter way; two at the same place part by their numbers.
            let (x, y) = if over_x < over_y {
                (over_x * 0.3 * if ax < bx { -1.0 } else { 1.0 }, 0.0)
            } else {
                (0.0, over_y * 0.3 * if ay < by { -1.0 } else { 1.0 })
            };
            add(places, a, x, y);
            add(places, b, -x, -y);
        }
    }
    for (place, &(half_width, half_height)) in places.iter_mut().zip(rooms) {
        *place = (
            place.0.max(half_width).min(width - half_width),
            place.1.max(half_height).min(height - half_height),
        );
    }
    touched
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_stand_apart_and_ties_are_short() {
        let rooms = vec![(40.0, 12.0); 40];
        let ties: Vec<(usize, usize, f64)> = (1..20).map(|n| (0, n, 1.0)).collect();
        let places = places(&rooms, &ties, 900.0, 600.0);
        assert_eq!(places, super::places(&rooms, &ties, 900.0, 600.0));
        let mut touching = 0;
        for (a, &(ax, ay)) in places.iter().enumerate() {
            assert!((0.0..=900.0).contains(&ax) && (0.0..=600.0).contains(&ay));
            let rest = places.iter().skip(a + 1);
            touching += rest
                .filter(|(bx, by)| (ax - bx).abs() < 79.0 && (ay - by).abs() < 23.0)
                .count();
        }
        assert_eq!(touching, 0);
        let from_middle = |n: usize| (places[0].0 - places[n].0).hypot(places[0].1 - places[n].1);
        let mean = |from: usize| (from..from + 19).map(from_middle).sum::<f64>() / 19.0;
        assert!(mean(1) < mean(20), "{} {}", mean(1), mean(20));
    }

    #[test]
    fn nothing_and_one_have_places() {
        assert_eq!(places(&[], &[], 10.0, 10.0), []);
        assert_eq!(
            places(&[(1.0, 1.0)], &[(0, 7, 1.0)], 10.0, 10.0),
            [(5.0, 5.0)]
        );
    }
}
