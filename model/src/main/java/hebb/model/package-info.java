/// From a table or images to a trained model, and what a model does: predict, evaluate, be saved
/// and loaded.
///
/// In the order data flows: [hebb.model.TrainOptions] say how, [hebb.model.ModelTrainer] trains,
/// [hebb.model.Model] is what it gives, [hebb.model.TrainingReport] how well it went.
@NullMarked
package hebb.model;

import org.jspecify.annotations.NullMarked;
