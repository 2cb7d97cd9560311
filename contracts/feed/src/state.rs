use cosmwasm_std::Addr;
use cw_storage_plus::Item;
use mesh_apis::price_feed::FeedPrice;

pub const OWNER: Item<Addr> = Item::new("owner");
pub const PRICE: Item<FeedPrice> = Item::new("price");
